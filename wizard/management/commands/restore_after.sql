-- What a restore must not open again: links and accounts that were closed after the copy was made.
-- Each statement returns lines of the number of a plan and what was closed, or of an account.
INSERT INTO wizard_closedlink (key_hash, why, closed) SELECT key_hash, why, closed FROM closed_before
    ON CONFLICT (key_hash) DO NOTHING;

UPDATE wizard_plan AS plan SET withdrawn = now(), edit_key_hash = encode(sha256(gen_random_uuid()::text::bytea), 'hex')
    WHERE NOT EXISTS (SELECT FROM plan_before AS b WHERE b.id = plan.id AND b.created = plan.created)
        AND (plan.edit_key_hash IN (SELECT key_hash FROM closed_before)
             OR encode(sha256(plan.view_key::bytea), 'hex') IN (SELECT key_hash FROM closed_before))
    RETURNING '#' || plan.id || ' deleted';

UPDATE wizard_plan AS plan SET view_key = b.view_key, edit_key_hash = b.edit_key_hash
    FROM plan_before AS b WHERE b.id = plan.id AND b.created = plan.created
        AND (b.view_key, b.edit_key_hash) IS DISTINCT FROM (plan.view_key, plan.edit_key_hash)
    RETURNING '#' || plan.id || ' link renewed';

UPDATE wizard_plan AS plan SET withdrawn = b.withdrawn
    FROM plan_before AS b WHERE b.id = plan.id AND b.created = plan.created
        AND plan.withdrawn IS NULL AND b.withdrawn IS NOT NULL
    RETURNING '#' || plan.id || ' link withdrawn';

UPDATE wizard_plan AS plan SET expires = b.expires
    FROM plan_before AS b WHERE b.id = plan.id AND b.created = plan.created
        AND b.expires < coalesce(plan.expires, 'infinity')
    RETURNING '#' || plan.id || ' link runs out sooner';

UPDATE wizard_pilot AS pilot SET rating_hash = '' WHERE rating_hash IN (SELECT key_hash FROM closed_before)
    RETURNING '#' || pilot.plan_id || ' rating link ended';

DELETE FROM wizard_opinion AS opinion USING wizard_planversion AS version
    WHERE version.id = opinion.version_id AND opinion.agreed IS NULL AND opinion.key_hash IN (SELECT key_hash FROM closed_before)
    RETURNING '#' || version.plan_id || ' second opinion ended';

UPDATE wizard_opinion AS opinion SET key_hash = '' FROM wizard_planversion AS version
    WHERE version.id = opinion.version_id AND opinion.key_hash IN (SELECT key_hash FROM closed_before)
    RETURNING '#' || version.plan_id || ' link of a second opinion ended';

UPDATE wizard_signoff AS signoff SET key_hash = '' FROM wizard_planversion AS version
    WHERE version.id = signoff.version_id AND signoff.key_hash IN (SELECT key_hash FROM closed_before)
    RETURNING '#' || version.plan_id || ' link of an approval ended';

UPDATE wizard_pilot AS pilot SET rating_hash = b.rating_hash
    FROM pilot_before AS b WHERE b.id = pilot.id AND b.plan_id = pilot.plan_id AND b.locked = pilot.locked
        AND b.rating_hash <> pilot.rating_hash
    RETURNING '#' || pilot.plan_id || ' rating link of its pilot';

DELETE FROM wizard_casefile AS file USING wizard_pilotcase AS text, pilot_before AS b, wizard_pilot AS pilot
    WHERE text.id = file.case_id AND pilot.id = text.pilot_id AND b.id = pilot.id AND b.locked = pilot.locked
        AND b.texts_deleted > coalesce(pilot.texts_deleted, '-infinity')
    RETURNING '#' || pilot.plan_id || ' has no files of its pilot';

DELETE FROM wizard_pilotcase AS text USING pilot_before AS b, wizard_pilot AS pilot
    WHERE pilot.id = text.pilot_id AND b.id = pilot.id AND b.locked = pilot.locked
        AND b.texts_deleted > coalesce(pilot.texts_deleted, '-infinity')
    RETURNING '#' || pilot.plan_id || ' has no texts of its pilot';

UPDATE wizard_pilot AS pilot SET texts_deleted = b.texts_deleted
    FROM pilot_before AS b WHERE b.id = pilot.id AND b.plan_id = pilot.plan_id AND b.locked = pilot.locked
        AND b.texts_deleted > coalesce(pilot.texts_deleted, '-infinity')
    RETURNING '#' || pilot.plan_id || ' says when its texts went';

UPDATE auth_user AS account SET is_active = account.is_active AND b.is_active, password = b.password
    FROM user_before AS b WHERE b.id = account.id AND b.username = account.username
        AND ((account.is_active AND NOT b.is_active) OR account.password <> b.password)
    RETURNING '#account ' || account.username;
DELETE FROM django_session;
