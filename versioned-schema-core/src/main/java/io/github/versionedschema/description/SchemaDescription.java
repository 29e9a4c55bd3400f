package io.github.versionedschema.description;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.github.versionedschema.BaselineFile;
import io.github.versionedschema.description.DatabaseObject.Key;
import io.github.versionedschema.schema.read.SessionTransactionManager;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Describes a schema as a migration file that creates it in a fresh database. The server
 * prints the definitions, as it does for pg_dump: no format of our own could say all that
 * a table can be. Changes nothing.
 */
public final class SchemaDescription {

	/** What follows when all objects exist. */
	private static final Set<ObjectKind> LAST = Set.of(ObjectKind.SETTING, ObjectKind.COMMENT, ObjectKind.GRANT,
			ObjectKind.REFRESH);

	private final SingleConnectionDataSource session;

	private final JdbcClient client;

	private final String schema;

	/**
	 * Creates an instance.
	 * @param connection an auto-commit connection, which stays open
	 * @param schema the schema's name
	 */
	public SchemaDescription(Connection connection, String schema) {
		this.session = new SingleConnectionDataSource(connection, true);
		this.client = JdbcClient.create(this.session);
		this.schema = schema;
	}

	/** Reads the schema. */
	public BaselineFile read() {
		TransactionTemplate transaction = new TransactionTemplate(new SessionTransactionManager(this.session));
		transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
		transaction.setReadOnly(true);
		return Objects.requireNonNull(transaction.execute((status) -> readInTransaction()));
	}

	private BaselineFile readInTransaction() {
		// Names outside pg_catalog are printed qualified.
		this.client.sql("select set_config('search_path', 'pg_catalog, pg_temp', true)").query().singleRow();
		List<String> omitted = new ArrayList<>();
		Set<Key> excluded = toolTables(omitted);
		Map<Key, Key> owners = owners();
		List<DatabaseObject> all = Arrays.stream(ObjectKind.values())
			.flatMap((kind) -> objects(kind).stream())
			.filter((object) -> !excluded.contains(object.key()))
			.filter((object) -> object.kind() == ObjectKind.EXTENSION || !isOfExtension(object.key(), owners))
			.toList();
		List<DatabaseObject> ordered = ordered(all, owners);
		all.stream()
			.filter((object) -> !ordered.contains(object))
			.map((object) -> "%s, which depends on itself through other objects".formatted(object.name()))
			.forEach(omitted::add);
		omitted.addAll(this.client.sql(Relationships.OTHERS).param("schema", this.schema).query(String.class).list());
		return new BaselineFile(new BaselineText(this.schema).write(ordered, omitted), ordered.size(), omitted);
	}

	private Set<Key> toolTables(List<String> omitted) {
		Set<Key> excluded = new HashSet<>();
		RowCallbackHandler collector = (row) -> {
			excluded.add(new Key(row.getLong("class_id"), row.getLong("object_id")));
			String name = row.getString("name");
			if (name != null) {
				omitted.add(name);
			}
		};
		this.client.sql(Relationships.TABLES_OF_TOOLS).param("schema", this.schema).query(collector);
		return excluded;
	}

	private Map<Key, Key> owners() {
		Map<Key, Key> owners = new HashMap<>();
		RowCallbackHandler collector = (row) -> owners.put(new Key(row.getLong("class_id"), row.getLong("object_id")),
				new Key(row.getLong("owner_class_id"), row.getLong("owner_id")));
		this.client.sql(Relationships.OWNERS).query(collector);
		return owners;
	}

	private List<DatabaseObject> objects(ObjectKind kind) {
		return this.client.sql(kind.sql())
			.param("schema", this.schema)
			.query((row, index) -> new DatabaseObject(new Key(row.getLong("class_id"), row.getLong("object_id")), kind,
					row.getString("name"), row.getString("sql")))
			.list();
	}

	private boolean isOfExtension(Key key, Map<Key, Key> owners) {
		Key owner = owners.get(key);
		return owner != null && owner.classId() == extensionClass();
	}

	/** The OID of {@code pg_extension}, which is the same in every database. */
	private static long extensionClass() {
		return 3079;
	}

	private List<DatabaseObject> ordered(List<DatabaseObject> all, Map<Key, Key> owners) {
		CreationOrder order = new CreationOrder(owners);
		all.stream().filter((object) -> !LAST.contains(object.kind())).forEach(order::add);
		RowCallbackHandler collector = (row) -> order.depend(new Key(row.getLong("class_id"), row.getLong("object_id")),
				new Key(row.getLong("owner_class_id"), row.getLong("owner_id")));
		this.client.sql(Relationships.DEPENDENCIES).query(collector);
		Stream<DatabaseObject> last = all.stream()
			.filter((object) -> LAST.contains(object.kind()))
			.sorted(Comparator.comparing(DatabaseObject::kind)
				.thenComparing(DatabaseObject::name)
				.thenComparing(DatabaseObject::sql));
		return Stream.concat(order.sorted().stream(), last).toList();
	}

}
