package io.github.versionedschema.migration.reshape;

import io.github.versionedschema.migration.reshape.translation.Translation;
import io.github.versionedschema.schema.Identifier;

/**
 * Adds a check.
 *
 * @param table its table
 * @param check the check
 */
record AddCheck(String table, Check check) implements Action {

	@Override
	public void translate(Translation to) {
		String name = this.check.name();
		if (name == null) {
			to.refuse("the key 'check.name' is missing", null, "check");
			return;
		}
		to.add("create_constraint", this.check.translate(to).with("table", this.table));
		if (this.check.comment() != null) {
			to.addOnComplete(comment(name, this.check.comment()));
		}
	}

	/**
	 * A later migration that is completed at the same time may have renamed the table or
	 * dropped the check.
	 */
	private String comment(String name, String comment) {
		String body = """
				BEGIN
				  IF EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conname = %s
				    AND conrelid = pg_catalog.to_regclass(%s)) THEN
				    COMMENT ON CONSTRAINT %s ON %s IS %s;
				  END IF;
				END""".formatted(Identifier.literal(name), Identifier.literal(Identifier.quote(this.table)),
				Identifier.quote(name), Identifier.quote(this.table), Identifier.literal(comment));
		return "DO " + Identifier.dollarQuoted(body);
	}

}
