package io.github.versionedschema.execute.lint;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.plan.check.lint.ObjectState;
import io.github.versionedschema.plan.check.lint.ReferenceState;
import io.github.versionedschema.plan.check.lint.TableState;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what exists in the leader's transaction.
 */
final class SnapshotReader {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	/** Words of statements that drop or change objects that they do not name. */
	private static final Set<String> REACHING_OTHERS = Set.of("cascade", "all", "owned");

	private static final String TABLES_OF_INDEXES = """
			select c.relname::text
			from pg_catalog.pg_class i
			join pg_catalog.pg_index x on x.indexrelid = i.oid
			join pg_catalog.pg_class c on c.oid = x.indrelid
			where i.relname = any (:words)
			""";

	private final Leadership leadership;

	private final Set<String> ignoredSchemas;

	/**
	 * Creates a reader.
	 * @param leadership whose connection is used
	 * @param ignoredSchemas the schemas of versioned-schema itself
	 */
	SnapshotReader(Leadership leadership, Set<String> ignoredSchemas) {
		this.leadership = leadership;
		this.ignoredSchemas = Set.copyOf(ignoredSchemas);
	}

	/**
	 * Returns the names of what SQL may change: its words, and the tables of indexes in
	 * it.
	 * @param words the words of the SQL
	 */
	String[] names(List<String> words) {
		Stream<String> tables = this.leadership.jdbc()
			.sql(TABLES_OF_INDEXES)
			.param("words", words.toArray(String[]::new))
			.query(String.class)
			.list()
			.stream();
		return Stream.concat(words.stream(), tables).distinct().toArray(String[]::new);
	}

	/**
	 * Reads it on a path that lets the server print names qualified.
	 * @param names the names in the SQL
	 */
	Snapshot read(String[] names) {
		this.leadership.execute(this.leadership.paths().ownPath());
		Map<String, Object> parameters = Map.of("names", names, "all",
				Arrays.stream(names).anyMatch(REACHING_OTHERS::contains), "base", this.leadership.baseSchema(),
				"ignored", this.ignoredSchemas.toArray(String[]::new));
		return new Snapshot(read(TableSql.SQL, parameters, new TypeReference<List<TableState>>() {
		}), read(ObjectSql.SQL, parameters, new TypeReference<List<ObjectState>>() {
		}), read(ReferenceSql.SQL, parameters, new TypeReference<List<ReferenceState>>() {
		}));
	}

	private <T> List<T> read(String sql, Map<String, Object> parameters, TypeReference<List<T>> type) {
		return MAPPER.readValue(this.leadership.jdbc().sql(sql).params(parameters).query(String.class).single(), type);
	}

}
