package io.github.versionedschema.migration.model;

import java.util.List;

/**
 * The operator class of an index column.
 *
 * @param name its name
 * @param params its parameters, as in SQL: {@code name=value}
 */
public record OperatorClass(String name, @Defaulted List<String> params) {

	public OperatorClass {
		params = (params != null) ? List.copyOf(params) : List.of();
	}

}
