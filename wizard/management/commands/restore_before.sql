-- What was closed until now, kept while a copy takes the place of all tables.
CREATE TEMPORARY TABLE closed_before ON COMMIT DROP AS SELECT key_hash, why, closed FROM wizard_closedlink;
CREATE TEMPORARY TABLE plan_before ON COMMIT DROP AS
    SELECT id, created, view_key, edit_key_hash, withdrawn, expires FROM wizard_plan;
CREATE TEMPORARY TABLE pilot_before ON COMMIT DROP AS
    SELECT id, plan_id, locked, rating_hash, texts_deleted FROM wizard_pilot;
CREATE TEMPORARY TABLE user_before ON COMMIT DROP AS SELECT id, username, password, is_active FROM auth_user;
