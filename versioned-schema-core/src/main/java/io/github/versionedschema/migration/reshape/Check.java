package io.github.versionedschema.migration.reshape;

import org.jspecify.annotations.Nullable;

/**
 * A check constraint.
 *
 * @param name its name
 * @param expression the SQL condition
 * @param comment its comment
 */
record Check(String name, String expression, @Nullable String comment) {

	/** Returns the constraint of a new table. */
	NativeObject translate(Translation to) {
		return to.object().with("name", this.name).with("type", "check").with("check", this.expression);
	}

}
