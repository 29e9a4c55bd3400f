package io.github.versionedschema.chains.table;

import java.sql.ResultSetMetaData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.github.versionedschema.chains.table.ChainColumn.Role;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A table in one version.
 *
 * @param table its name
 * @param columns its columns
 */
public record Side(String table, List<ChainColumn> columns) {

	public Side {
		columns = List.copyOf(columns);
	}

	public ChainColumn key() {
		return this.columns.stream().filter((column) -> column.role() == Role.KEY).findFirst().orElseThrow();
	}

	public boolean has(int identity) {
		return find(identity) != null;
	}

	/** Returns the column with an identity, or null. */
	public @Nullable ChainColumn find(int identity) {
		return this.columns.stream().filter((column) -> column.identity() == identity).findFirst().orElse(null);
	}

	/** Returns all rows by key: values as text, by the columns' identities. */
	public Map<Long, Map<Integer, String>> rows(JdbcClient client) {
		return rows(client, Identifier.quote(this.table));
	}

	/** Returns the rows of another table of these columns. */
	public Map<Long, Map<Integer, String>> rows(JdbcClient client, String from) {
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

	/**
	 * Returns all rows, without values that cannot be predicted.
	 * @param partitioned whether moved rows are counted twice
	 */
	public Map<Long, Map<Integer, String>> predictableRows(JdbcClient client, boolean partitioned) {
		Map<Long, Map<Integer, String>> rows = rows(client);
		this.columns.stream()
			.filter((column) -> column.role() == Role.VOLATILE || (column.role() == Role.COUNTER && partitioned))
			.forEach((column) -> rows.values().forEach((row) -> row.remove(column.identity())));
		return rows;
	}

	/**
	 * Returns the columns and types of {@code SELECT *}, in order. The driver looks up
	 * defaults of tables, and reports other types then.
	 */
	public List<String> resultType(JdbcClient client) {
		return client.sql("select * from %s".formatted(Identifier.quote(this.table))).query((rows) -> {
			List<String> columns = new ArrayList<>();
			ResultSetMetaData result = rows.getMetaData();
			for (int index = 1; index <= result.getColumnCount(); index++) {
				columns.add(result.getColumnName(index) + " "
						+ result.getColumnTypeName(index).replace("bigserial", "int8").replace("serial", "int4"));
			}
			return columns;
		});
	}

	/**
	 * Returns SQL that creates a table like this one, with its rows.
	 * @param relation what the version reads under the table's name, qualified
	 * @param upserts whether {@code ON CONFLICT} can use the key
	 */
	public String twin(String relation, boolean upserts) {
		String name = Identifier.quote(this.table);
		List<ChainColumn> writable = this.columns.stream().filter(ChainColumn::isWritable).toList();
		String sql = """
				create table %1$s (%2$s%3$s);
				insert into %1$s (%4$s) select %5$s from %6$s;
				""".formatted(name,
				this.columns.stream().map(RandomTable::definition).collect(Collectors.joining(", ")),
				upserts ? ", primary key (%s)".formatted(key().sql()) : "",
				writable.stream().map(ChainColumn::sql).collect(Collectors.joining(", ")),
				writable.stream().map(Side::cast).collect(Collectors.joining(", ")), relation);
		return sql + this.columns.stream()
			.filter((column) -> column.role() == Role.COUNTER)
			.map((column) -> RandomTable.counter(this.table, column))
			.collect(Collectors.joining());
	}

	/**
	 * Returns a query for rows whose columns have the types of the session's path, which
	 * need not be those of the relation.
	 */
	public String copied(String relation) {
		return "select %s from %s".formatted(this.columns.stream()
			.map((column) -> cast(column) + " as " + column.sql())
			.collect(Collectors.joining(", ")), relation);
	}

	private static String cast(ChainColumn column) {
		return "%s::text::%s".formatted(column.sql(), column.kind().type());
	}

	/** Returns a query for rows as text, with columns named by identity. */
	public String observed(String relation) {
		return "select %s as key, %s from %s".formatted(key().sql(),
				this.columns.stream()
					.map((column) -> column.sql() + "::text as " + column.observed())
					.collect(Collectors.joining(", ")),
				relation);
	}

}
