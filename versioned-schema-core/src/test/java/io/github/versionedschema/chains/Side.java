package io.github.versionedschema.chains;

import java.sql.ResultSetMetaData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.github.versionedschema.chains.ChainColumn.Role;
import io.github.versionedschema.schema.Identifier;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A table in one version.
 *
 * @param table its name
 * @param columns its columns
 */
record Side(String table, List<ChainColumn> columns) {

	Side {
		columns = List.copyOf(columns);
	}

	ChainColumn key() {
		return this.columns.stream().filter((column) -> column.role() == Role.KEY).findFirst().orElseThrow();
	}

	boolean has(int identity) {
		return this.columns.stream().anyMatch((column) -> column.identity() == identity);
	}

	/** Returns all rows by key: values as text, by the columns' identities. */
	Map<Long, Map<Integer, String>> rows(JdbcClient client) {
		return rows(client, Identifier.quote(this.table));
	}

	/** Returns the rows of another table of these columns. */
	Map<Long, Map<Integer, String>> rows(JdbcClient client, String from) {
		Map<Long, Map<Integer, String>> rows = new TreeMap<>();
		String columns = this.columns.stream()
			.map((column) -> column.sql() + "::text")
			.collect(Collectors.joining(", "));
		client.sql("select %s from %s".formatted(columns, from)).query((row) -> {
			Map<Integer, String> values = new LinkedHashMap<>();
			for (int index = 0; index < this.columns.size(); index++) {
				values.put(this.columns.get(index).identity(), String.valueOf(row.getString(index + 1)));
			}
			rows.put(row.getLong(this.columns.indexOf(key()) + 1), values);
		});
		return rows;
	}

	/** Returns the columns and types of {@code SELECT *}, in order. */
	List<String> resultType(JdbcClient client) {
		return client.sql("select * from %s".formatted(Identifier.quote(this.table))).query((rows) -> {
			List<String> columns = new ArrayList<>();
			ResultSetMetaData result = rows.getMetaData();
			for (int index = 1; index <= result.getColumnCount(); index++) {
				columns.add(result.getColumnName(index) + " " + result.getColumnTypeName(index));
			}
			return columns;
		});
	}

	/** Returns a query for rows with columns named by identity. */
	String observed(String schema) {
		return "select %s as key, %s from %s".formatted(key().sql(),
				this.columns.stream()
					.map((column) -> column.sql() + " as " + column.observed())
					.collect(Collectors.joining(", ")),
				Identifier.qualified(schema, this.table));
	}

}
