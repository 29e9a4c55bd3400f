package io.github.versionedschema.migration.reshape;

import java.util.List;
import java.util.stream.Collectors;

import io.github.versionedschema.schema.Identifier;

/**
 * Creates an enum type.
 *
 * @param name its name
 * @param values its values, in order
 */
record CreateEnum(String name, List<String> values) implements Action {

	CreateEnum {
		values = List.copyOf(values);
	}

	@Override
	public void translate(Translation to) {
		String type = Identifier.quote(this.name);
		String constants = this.values.stream().map(Identifier::literal).collect(Collectors.joining(", "));
		to.add("sql",
				to.object()
					.with("up", "CREATE TYPE %s AS ENUM (%s)".formatted(type, constants))
					.with("down", "DROP TYPE " + type));
	}

}
