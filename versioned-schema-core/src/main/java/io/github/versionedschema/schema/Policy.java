package io.github.versionedschema.schema;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A row-level policy of a table.
 *
 * @param name its name
 * @param command ALL, SELECT, INSERT, UPDATE or DELETE
 * @param permissive whether it is permissive, instead of restrictive
 * @param roles the names of the roles to which it applies; empty for PUBLIC
 * @param using the USING expression, as SQL
 * @param check the WITH CHECK expression, as SQL
 * @param columns the numbers of the table's columns that the expressions name, ascending
 */
public record Policy(String name, String command, boolean permissive, List<String> roles, @Nullable String using,
		@Nullable String check, List<Integer> columns) {

	public Policy {
		roles = List.copyOf(roles);
		columns = List.copyOf(columns);
	}

}
