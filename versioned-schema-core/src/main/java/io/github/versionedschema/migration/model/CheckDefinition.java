package io.github.versionedschema.migration.model;

import java.util.function.UnaryOperator;

/**
 * A check constraint.
 *
 * @param name its name
 * @param constraint the SQL condition
 * @param noInherit whether children of the table are exempt
 */
public record CheckDefinition(String name, String constraint, boolean noInherit) {

	/** Returns the same check with its condition in another form. */
	public CheckDefinition with(UnaryOperator<String> form) {
		return new CheckDefinition(this.name, form.apply(this.constraint), this.noInherit);
	}

}
