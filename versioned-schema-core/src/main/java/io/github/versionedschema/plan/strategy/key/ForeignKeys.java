package io.github.versionedschema.plan.strategy.key;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Check;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.TableLock;
import io.github.versionedschema.plan.draft.ColumnDraft;
import io.github.versionedschema.plan.draft.CreatedTable;
import io.github.versionedschema.plan.draft.NewForeignKey;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.sync.Subject;
import io.github.versionedschema.plan.table.ForeignKeySql;
import io.github.versionedschema.plan.table.KeyGuards;
import io.github.versionedschema.plan.table.SampleColumns;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Catalogue;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.ForeignKey;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Partition;
import io.github.versionedschema.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Writes the steps for foreign keys that a chain adds, and for copies of foreign keys
 * whose columns it replaces on either side. They bind both versions, so they are added
 * and validated before the new version is live.
 */
public final class ForeignKeys {

	private final Scope scope;

	private final Catalogue catalogue;

	private final List<NewForeignKey> added;

	private final Map<String, TableWork> works = new HashMap<>();

	private final Map<Long, ForeignKey> copied = new LinkedHashMap<>();

	public ForeignKeys(Scope scope, SchemaDraft draft, List<TableWork> works) {
		this.scope = scope;
		this.catalogue = draft.catalogue();
		this.added = draft.foreignKeys();
		works.forEach((work) -> this.works.put(work.table().physicalName(), work));
		for (TableWork work : works) {
			Stream
				.concat(work.table().source().foreignKeys().stream(),
						work.table().source().inboundForeignKeys().stream())
				.filter((key) -> isReplaced(key.fromSchema(), key.fromTable(), key.fromNumbers())
						|| isReplaced(key.toSchema(), key.toTable(), key.toNumbers()))
				.filter((key) -> !isDropped(key))
				.forEach((key) -> this.copied.putIfAbsent(key.oid(), key));
		}
	}

	private boolean isReplaced(String schema, String table, List<Integer> numbers) {
		TableWork work = this.works.get(table);
		return work != null && schema.equals(this.scope.base())
				&& numbers.stream().anyMatch(work.indexes().replacements()::containsKey);
	}

	private boolean isDropped(ForeignKey key) {
		TableWork from = this.works.get(key.fromTable());
		if (from == null || !key.fromSchema().equals(this.scope.base())) {
			return false;
		}
		return from.table().isDropped() || key.fromNumbers().stream().anyMatch(from.indexes()::isDropped);
	}

	/**
	 * Returns the foreign keys of a table that values can violate until the version is
	 * published.
	 */
	public List<KeyGuards.Reference> computed(TableWork work) {
		List<KeyGuards.Reference> references = new ArrayList<>();
		for (NewForeignKey key : this.added) {
			if (key.table() == work.table()) {
				references.add(new KeyGuards.Reference(key.name(), key.columns(),
						this.scope.table(key.referenced().physicalName()),
						key.referencedColumns().stream().map(ColumnDraft::physicalName).toList(),
						key.initiallyDeferred()));
			}
		}
		for (ForeignKey key : this.copied.values()) {
			if (this.works.get(key.fromTable()) == work && key.fromSchema().equals(this.scope.base())
					&& key.enforced()) {
				references.add(new KeyGuards.Reference(key.name(),
						key.fromNumbers().stream().map(work.indexes()::column).toList(),
						Identifier.qualified(key.toSchema(), key.toTable()),
						columns(key.toSchema(), key.toTable(), key.toNumbers(), key.toColumns()),
						key.initiallyDeferred()));
			}
		}
		return references;
	}

	/** Returns the checks whether the columns of each pair can be compared. */
	public List<Check> checks() {
		List<Check> checks = new ArrayList<>();
		for (NewForeignKey key : this.added) {
			for (int index = 0; index < key.columns().size(); index++) {
				ColumnDraft from = key.columns().get(index);
				ColumnDraft to = key.referencedColumns().get(index);
				checks.add(comparison(key.name(), from.type(), to.type(), key.source())
					.needing(Subject.of(List.of(from, to))));
			}
		}
		for (ForeignKey key : this.copied.values()) {
			for (int index = 0; index < key.fromNumbers().size(); index++) {
				String from = newType(key.fromTable(), key.fromNumbers().get(index));
				String to = newType(key.toTable(), key.toNumbers().get(index));
				if (from != null && to != null) {
					checks.add(comparison(key.name(), from, to, source(key)));
				}
			}
		}
		return checks;
	}

	private static Check comparison(String key, String type, String referenced, Source source) {
		return new Check("foreign key " + key, "SELECT NULL::%s = NULL::%s".formatted(type, referenced), -1, source);
	}

	private @Nullable String newType(String table, int number) {
		TableWork work = this.works.get(table);
		if (work != null) {
			ColumnDraft replacement = work.indexes().replacements().get(number);
			if (replacement != null) {
				return replacement.type();
			}
		}
		return physical(table).flatMap((known) -> known.column(number)).map(Column::type).orElse(null);
	}

	private Source source(ForeignKey key) {
		return Stream
			.concat(cause(key.fromSchema(), key.fromTable(), key.fromNumbers()),
					cause(key.toSchema(), key.toTable(), key.toNumbers()))
			.max(Comparator.naturalOrder())
			.orElseThrow();
	}

	private Stream<Source> cause(String schema, String table, List<Integer> numbers) {
		return isReplaced(schema, table, numbers)
				? Stream.ofNullable(Objects.requireNonNull(this.works.get(table)).indexes().cause(numbers))
				: Stream.empty();
	}

	/** Rows without a referenced row are reported before anything changes. */
	private void writeCount(Steps steps, NewForeignKey key) {
		if (!(key.table() instanceof SharedTable table)) {
			return;
		}
		boolean plain = key.columns().stream().allMatch(ColumnDraft::isShared)
				&& key.referencedColumns().stream().allMatch(ColumnDraft::isShared);
		if (!plain) {
			return;
		}
		List<String> conditions = new ArrayList<>();
		List<String> pairs = new ArrayList<>();
		for (int index = 0; index < key.columns().size(); index++) {
			String column = "_vs_from." + Identifier.quote(key.columns().get(index).physicalName());
			conditions.add(column + " IS NOT NULL");
			pairs.add("_vs_to." + Identifier.quote(key.referencedColumns().get(index).physicalName()) + " = " + column);
		}
		String samples = SampleColumns.of("_vs_from.", table.source(), SampleColumns.physical(key.columns()));
		String from = "FROM %s AS _vs_from WHERE %s AND NOT EXISTS (SELECT FROM %s AS _vs_to WHERE %s)".formatted(
				this.scope.table(key.table().physicalName()), String.join(" AND ", conditions),
				this.scope.table(key.referenced().physicalName()), String.join(" AND ", pairs));
		steps
			.add("check." + key.table().physicalName() + "." + key.name(), Phase.CHECK,
					"look for rows without a referenced row for " + key.name())
			.on(key.table().physicalName())
			.scanning()
			.from(List.of(key.source().toString()))
			.runs(new Action.Count(key.name(),
					"rows of %s refer to rows of %s that do not exist".formatted(key.table().physicalName(),
							key.referenced().physicalName()),
					"SELECT count(*) " + from, "SELECT " + samples + " " + from + " LIMIT 5"));
	}

	/**
	 * Foreign keys on columns that both versions share are added as late as possible, as
	 * they bind old clients at once. The same applies to deferred keys. Other computed
	 * values are omitted if they violate a key.
	 */
	public void writeExpand(Steps steps) {
		for (NewForeignKey key : this.added) {
			writeCount(steps, key);
			ForeignKeySql sql = ForeignKeySql.of(this.scope, key);
			boolean empty = key.table() instanceof CreatedTable;
			writeAdd(steps, new Tables(key.table().physicalName(), key.referenced().physicalName()), sql, empty,
					new Place(Phase.BIND, List.of(key.source().toString())));
		}
		for (ForeignKey key : this.copied.values()) {
			Tables tables = new Tables(key.fromTable(), key.toTable());
			boolean guarded = isReplaced(key.fromSchema(), key.fromTable(), key.fromNumbers())
					&& !key.initiallyDeferred();
			Place place = new Place(guarded ? Phase.BUILD : Phase.BIND, origin(key));
			if (key.validated()) {
				writeAdd(steps, tables, copy(key), false, place);
			}
			else {
				writeKey(steps, tables, copy(key), key.fromTable(), key.enforced(), place);
			}
		}
	}

	/**
	 * PostgreSQL cannot add a foreign key to a partitioned table without a scan.
	 * Therefore, each partition gets its own key first, which is then attached to the key
	 * of the partitioned table.
	 */
	private void writeAdd(Steps steps, Tables tables, ForeignKeySql sql, boolean validated, Place place) {
		String table = tables.referencing();
		List<Partition> partitions = validated ? List.of()
				: partitions(table).stream().filter(Partition::leaf).toList();
		for (Partition partition : partitions) {
			writeOne(steps, tables, sql.on(partition.sql()), table + "." + partition.name(), false, place);
		}
		writeOne(steps, tables, sql, table, validated || !partitions.isEmpty(), place);
	}

	private Optional<Table> physical(String name) {
		return this.catalogue.tables().stream().filter((table) -> table.physicalName().equals(name)).findFirst();
	}

	private List<Partition> partitions(String table) {
		return physical(table).map(Table::partitions).orElse(List.of());
	}

	private void writeOne(Steps steps, Tables tables, ForeignKeySql sql, String id, boolean validated, Place place) {
		writeKey(steps, tables, sql, id, !validated, place);
		if (!validated) {
			steps.add("validate." + id + "." + sql.name(), place.phase(), "validate foreign key " + sql.name())
				.on(tables.referencing())
				.locking("SHARE UPDATE EXCLUSIVE on %s, ROW SHARE on %s".formatted(tables.referencing(),
						tables.referenced()))
				.scanning()
				.from(place.origin())
				.runs(Steps.transaction(sql.validate()));
		}
	}

	private void writeKey(Steps steps, Tables tables, ForeignKeySql sql, String id, boolean notValid, Place place) {
		steps.add("foreign_key." + id + "." + sql.name(), place.phase(), "add foreign key " + sql.name())
			.on(tables.referencing())
			.locking("SHARE ROW EXCLUSIVE on %s and %s".formatted(tables.referencing(), tables.referenced()))
			.from(place.origin())
			.undoneBy(new Action.Transaction(locks(TableLock.Mode.ACCESS_EXCLUSIVE, sql), List.of(sql.drop())))
			.runs(new Action.Transaction(locks(TableLock.Mode.SHARE_ROW_EXCLUSIVE, sql), List.of(sql.add(!notValid))));
	}

	private static List<TableLock> locks(TableLock.Mode mode, ForeignKeySql sql) {
		return Stream.of(sql.table(), sql.referenced()).distinct().map((table) -> new TableLock(table, mode)).toList();
	}

	/**
	 * The old keys are dropped first, as the objects that they reference could not be
	 * dropped otherwise.
	 */
	public void writeContract(Steps steps) {
		for (ForeignKey key : this.copied.values()) {
			String table = Identifier.qualified(key.fromSchema(), key.fromTable());
			List<String> statements = new ArrayList<>();
			statements.add("ALTER TABLE %s DROP CONSTRAINT %s".formatted(table, Identifier.quote(key.name())));
			ForeignKeySql copy = copy(key);
			statements.add(copy.rename(key.name()));
			if (key.fromSchema().equals(this.scope.base())) {
				partitions(key.fromTable())
					.forEach((partition) -> statements.add(copy.on(partition.sql()).rename(key.name())));
			}
			if (key.deferrable() && !key.initiallyDeferred()) {
				statements.add(copy.checkAtOnce(key.name()));
			}
			if (key.comment() != null) {
				statements.add("COMMENT ON CONSTRAINT %s ON %s IS %s".formatted(Identifier.quote(key.name()), table,
						Identifier.literal(key.comment())));
			}
			steps
				.add("contract.foreign_key." + key.fromTable() + "." + key.name(), Phase.CONTRACT,
						"replace foreign key " + key.name())
				.on(key.fromTable())
				.locking("ACCESS EXCLUSIVE on %s and %s".formatted(key.fromTable(), key.toTable()))
				.from(origin(key))
				.runs(new Action.Transaction(locks(TableLock.Mode.ACCESS_EXCLUSIVE, copy), statements));
		}
	}

	private ForeignKeySql copy(ForeignKey key) {
		return ForeignKeySql.copy(this.scope, key,
				columns(key.fromSchema(), key.fromTable(), key.fromNumbers(), key.fromColumns()),
				columns(key.toSchema(), key.toTable(), key.toNumbers(), key.toColumns()), setColumns(key));
	}

	private List<String> setColumns(ForeignKey key) {
		return key.onDeleteSetColumns().stream().map((name) -> {
			int index = key.fromColumns().indexOf(name);
			return columns(key.fromSchema(), key.fromTable(), List.of(key.fromNumbers().get(index)), List.of(name))
				.get(0);
		}).toList();
	}

	private List<String> columns(String schema, String table, List<Integer> numbers, List<String> names) {
		TableWork work = schema.equals(this.scope.base()) ? this.works.get(table) : null;
		List<String> columns = new ArrayList<>();
		for (int index = 0; index < numbers.size(); index++) {
			ColumnDraft replacement = (work != null) ? work.indexes().replacements().get(numbers.get(index)) : null;
			columns.add((replacement != null) ? replacement.physicalName() : names.get(index));
		}
		return columns;
	}

	private List<String> origin(ForeignKey key) {
		TableWork work = this.works.getOrDefault(key.fromTable(), this.works.get(key.toTable()));
		return (work != null) ? work.table().origin() : List.of();
	}

	/**
	 * The tables of a key.
	 *
	 * @param referencing the table that has the key
	 * @param referenced the referenced table
	 */
	private record Tables(String referencing, String referenced) {
	}

	/**
	 * The phase and origin of steps.
	 *
	 * @param phase when they run
	 * @param origin the operations that require them
	 */
	private record Place(Phase phase, List<String> origin) {
	}

}
