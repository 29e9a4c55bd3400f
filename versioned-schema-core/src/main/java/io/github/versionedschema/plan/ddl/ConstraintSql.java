package io.github.versionedschema.plan.ddl;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import io.github.versionedschema.migration.model.CheckDefinition;
import io.github.versionedschema.migration.model.ConstraintDefinition;
import io.github.versionedschema.migration.model.ExcludeDefinition;
import io.github.versionedschema.migration.model.IndexParameters;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Writes a constraint's definition for {@code CREATE TABLE} and {@code ADD}.
 */
final class ConstraintSql {

	private ConstraintSql() {
	}

	static String definition(ConstraintDefinition constraint) {
		String name = "CONSTRAINT " + Identifier.quote(constraint.name()) + " ";
		String timing = (constraint.deferrable() ? " DEFERRABLE" : "")
				+ (constraint.initiallyDeferred() ? " INITIALLY DEFERRED" : "");
		return switch (constraint.type()) {
			case PRIMARY_KEY ->
				name + primaryKey(constraint.columns()) + parameters(constraint.indexParameters()) + timing;
			case UNIQUE -> name + "UNIQUE " + (constraint.nullsNotDistinct() ? "NULLS NOT DISTINCT " : "") + "("
					+ quoted(constraint.columns()) + ")" + parameters(constraint.indexParameters()) + timing;
			case CHECK -> name + "CHECK (\n" + Objects.requireNonNull(constraint.check()) + "\n)"
					+ (constraint.noInherit() ? " NO INHERIT" : "");
			case EXCLUDE ->
				name + exclude(Objects.requireNonNull(constraint.exclude()), constraint.indexParameters()) + timing;
			case FOREIGN_KEY -> throw new IllegalArgumentException("Foreign keys are added on their own");
		};
	}

	static String primaryKey(List<String> columns) {
		return "PRIMARY KEY (" + quoted(columns) + ")";
	}

	static String check(CheckDefinition check) {
		return "CONSTRAINT " + Identifier.quote(check.name()) + " CHECK (\n" + check.constraint() + "\n)"
				+ (check.noInherit() ? " NO INHERIT" : "");
	}

	private static String exclude(ExcludeDefinition exclude, @Nullable IndexParameters parameters) {
		return "EXCLUDE " + ((exclude.indexMethod() != null) ? "USING " + exclude.indexMethod() + " " : "") + "("
				+ exclude.elements() + ")" + parameters(parameters)
				+ ((exclude.predicate() != null) ? " WHERE (\n" + exclude.predicate() + "\n)" : "");
	}

	private static String parameters(@Nullable IndexParameters parameters) {
		if (parameters == null) {
			return "";
		}
		return (parameters.includeColumns().isEmpty() ? "" : " INCLUDE (" + quoted(parameters.includeColumns()) + ")")
				+ ((parameters.storageParameters() != null) ? " WITH (" + parameters.storageParameters() + ")" : "")
				+ ((parameters.tablespace() != null)
						? " USING INDEX TABLESPACE " + Identifier.quote(parameters.tablespace()) : "");
	}

	private static String quoted(List<String> names) {
		return names.stream().map(Identifier::quote).collect(Collectors.joining(", "));
	}

}
