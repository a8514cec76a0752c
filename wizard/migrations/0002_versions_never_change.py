"""A version of a plan never changes: the database itself refuses it."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION wizard_planversion_refuse_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A version of a plan never changes.' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER planversion_never_changes BEFORE UPDATE ON wizard_planversion
    FOR EACH ROW EXECUTE FUNCTION wizard_planversion_refuse_update();
"""

ALLOW = """
DROP TRIGGER planversion_never_changes ON wizard_planversion;
DROP FUNCTION wizard_planversion_refuse_update();
"""


class Migration(migrations.Migration):
    dependencies = [("wizard", "0001_initial")]

    operations = [migrations.RunSQL(REFUSE, ALLOW)]
