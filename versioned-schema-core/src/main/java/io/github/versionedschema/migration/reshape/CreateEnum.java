package io.github.versionedschema.migration.reshape;

import java.util.List;

import io.github.versionedschema.migration.reshape.translation.Translation;

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
		to.add("create_type", to.object().with("name", this.name).with("enum", this.values));
	}

}
