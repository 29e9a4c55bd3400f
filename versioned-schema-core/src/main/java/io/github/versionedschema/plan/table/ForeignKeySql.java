package io.github.versionedschema.plan.table;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.plan.TableLock;
import io.github.versionedschema.plan.draft.NewForeignKey;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.schema.ForeignKey;
import io.github.versionedschema.schema.Identifier;

/**
 * Writes a foreign key for {@code ADD CONSTRAINT}. It is added without a scan and
 * validated afterwards, under a lock that does not block clients (PostgreSQL manual,
 * ALTER TABLE, {@code NOT VALID}).
 *
 * @param table the referencing table, as written in SQL
 * @param root the same, or the partitioned table to which it belongs
 * @param referenced the referenced table, as written in SQL
 * @param name the constraint's name
 * @param definition the definition after the name
 */
public record ForeignKeySql(String table, String root, String referenced, String name, String definition) {

	public static ForeignKeySql of(Scope scope, NewForeignKey key) {
		String definition = "FOREIGN KEY (%s) REFERENCES %s (%s) MATCH %s ON DELETE %s%s ON UPDATE %s%s".formatted(
				physical(key.columns()), scope.table(key.referenced().physicalName()),
				physical(key.referencedColumns()), key.options().matchType(), key.options().onDelete().sql(),
				setColumns(key), key.options().onUpdate().sql(), timing(key.deferrable(), key.initiallyDeferred()));
		String table = scope.table(key.table().physicalName());
		return new ForeignKeySql(table, table, scope.table(key.referenced().physicalName()), key.waitingName(),
				definition);
	}

	private static String setColumns(NewForeignKey key) {
		return key.setColumns().isEmpty() ? "" : " (" + physical(key.setColumns()) + ")";
	}

	/**
	 * Returns a copy of a foreign key on other columns. The copy of a deferrable key is
	 * initially deferred, as clients that defer the key name only the original.
	 * @param columns the physical names of the referencing columns
	 * @param referenced the physical names of the referenced columns
	 * @param setColumns the columns of {@code ON DELETE SET … (…)}
	 */
	public static ForeignKeySql copy(Scope scope, ForeignKey key, List<String> columns, List<String> referenced,
			List<String> setColumns) {
		String definition = "FOREIGN KEY (%s) REFERENCES %s (%s) MATCH %s ON DELETE %s%s ON UPDATE %s%s%s".formatted(
				quoted(columns), Identifier.qualified(key.toSchema(), key.toTable()), quoted(referenced),
				key.matchType(), key.onDelete(), setColumns.isEmpty() ? "" : " (" + quoted(setColumns) + ")",
				key.onUpdate(), timing(key.deferrable(), key.deferrable()), key.enforced() ? "" : " NOT ENFORCED");
		String table = Identifier.qualified(key.fromSchema(), key.fromTable());
		return new ForeignKeySql(table, table, Identifier.qualified(key.toSchema(), key.toTable()),
				scope.waitingName(key.name()), definition);
	}

	/** Returns the same key of a partition. */
	public ForeignKeySql on(String partition) {
		return new ForeignKeySql(partition, this.root, this.referenced, this.name, this.definition);
	}

	/**
	 * Returns locks of the tables in the order in which clients take them: the
	 * referencing table first, but a partitioned table before its own partition.
	 */
	public List<TableLock> locks(TableLock.Mode mode) {
		Stream<String> tables = this.root.equals(this.referenced) ? Stream.of(this.referenced, this.table)
				: Stream.of(this.table, this.referenced);
		return tables.distinct().map((table) -> new TableLock(table, mode)).toList();
	}

	/** Returns the statement that renames the key of a table. */
	public String rename(String to) {
		return "ALTER TABLE %s RENAME CONSTRAINT %s TO %s".formatted(this.table, Identifier.quote(this.name),
				Identifier.quote(to));
	}

	/**
	 * Returns the statement that makes a key initially immediate, so that it is deferred
	 * only on request.
	 */
	public String checkAtOnce(String key) {
		return "ALTER TABLE %s ALTER CONSTRAINT %s DEFERRABLE INITIALLY IMMEDIATE".formatted(this.table,
				Identifier.quote(key));
	}

	public String add(boolean validated) {
		return "ALTER TABLE %s ADD CONSTRAINT %s %s%s".formatted(this.table, Identifier.quote(this.name),
				this.definition, validated ? "" : " NOT VALID");
	}

	public String validate() {
		return "ALTER TABLE %s VALIDATE CONSTRAINT %s".formatted(this.table, Identifier.quote(this.name));
	}

	public String drop() {
		return "ALTER TABLE IF EXISTS %s DROP CONSTRAINT IF EXISTS %s".formatted(this.table,
				Identifier.quote(this.name));
	}

	private static String timing(boolean deferrable, boolean initiallyDeferred) {
		return (deferrable || initiallyDeferred) ? " DEFERRABLE" + (initiallyDeferred ? " INITIALLY DEFERRED" : "")
				: "";
	}

	private static String physical(List<ColumnDraft> columns) {
		return quoted(columns.stream().map(ColumnDraft::physicalName).toList());
	}

	private static String quoted(List<String> columns) {
		return columns.stream().map(Identifier::quote).collect(Collectors.joining(", "));
	}

}
