package io.github.versionedschema.plan.strategy.key;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Check;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.draft.CreatedTable;
import io.github.versionedschema.plan.draft.NewForeignKey;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.sync.Subject;
import io.github.versionedschema.plan.table.ForeignKeySql;
import io.github.versionedschema.plan.table.KeyGuards;
import io.github.versionedschema.plan.table.RowsOfSql;
import io.github.versionedschema.plan.table.SampleColumns;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Partition;

/**
 * Writes the steps for foreign keys that a chain adds.
 */
final class AddedForeignKeys {

	private final Scope scope;

	private final List<NewForeignKey> keys;

	private final ForeignKeySteps writer;

	AddedForeignKeys(Scope scope, List<NewForeignKey> keys, ForeignKeySteps writer) {
		this.scope = scope;
		this.keys = keys;
		this.writer = writer;
	}

	Stream<KeyGuards.Reference> references(SharedTable table) {
		return this.keys.stream()
			.filter((key) -> key.table() == table)
			.map((key) -> new KeyGuards.Reference(key.waitingName(), key.columns(),
					this.scope.table(key.referenced().physicalName()),
					key.referencedColumns().stream().map(ColumnDraft::physicalName).toList(),
					(key.referenced() == table) ? key.referencedColumns() : List.of(), key.initiallyDeferred()));
	}

	List<Check> checks() {
		List<Check> checks = new ArrayList<>();
		for (NewForeignKey key : this.keys) {
			for (int index = 0; index < key.columns().size(); index++) {
				ColumnDraft from = key.columns().get(index);
				ColumnDraft to = key.referencedColumns().get(index);
				new KeyPair(from.requiredName(), from.type(), to.requiredName(), to.type())
					.check(key.name(), key.source(), null)
					.map((check) -> check.needing(Subject.of(List.of(from, to))))
					.ifPresent(checks::add);
			}
		}
		return checks;
	}

	void writeExpand(Steps steps) {
		for (NewForeignKey key : this.keys) {
			writeCount(steps, key);
			boolean empty = key.table() instanceof CreatedTable created && created.rows() == null;
			this.writer.writeAdd(steps,
					new KeyPlace("foreign key " + key.name(), id(key), key.table().physicalName(),
							key.referenced().physicalName(), Phase.BIND, List.of(key.source().toString())),
					ForeignKeySql.of(this.scope, key), empty);
		}
	}

	/**
	 * Writes the steps that give keys the names of constraints that complete drops or
	 * renames.
	 */
	void writeNames(Steps steps) {
		this.keys.stream().filter((key) -> !key.waitingName().equals(key.name())).forEach((key) -> {
			String table = this.scope.table(key.table().requiredName());
			ForeignKeySql sql = ForeignKeySql.of(this.scope, key);
			List<String> statements = Stream
				.concat(Stream.of(table), this.writer.partitions(key.table().physicalName()).map(Partition::sql))
				.map((owner) -> sql.on(owner).rename(key.name()))
				.toList();
			steps
				.add("finish." + id(key) + ".foreign_key." + key.name(), Phase.FINISH, "name foreign key " + key.name())
				.on(key.table().requiredName())
				.locking("ACCESS EXCLUSIVE on " + key.table().requiredName())
				.from(List.of(key.source().toString()))
				.runs(Steps.exclusively(table, statements));
		});
	}

	/** A new table gets another name in the database only when complete begins. */
	private static String id(NewForeignKey key) {
		return (key.table() instanceof SharedTable table) ? table.source().name() : key.table().physicalName();
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
			.add("check." + id(key) + "." + key.name(),
					RowsOfSql.phaseOfCount(key.source(), List.of(), key.table(), key.referenced()),
					"look for rows without a referenced row for " + key.name())
			.on(key.table().physicalName())
			.scanning()
			.from(List.of(key.source().toString()))
			.runs(new Action.Count(key.name(),
					"rows of %s refer to rows of %s that do not exist".formatted(key.table().physicalName(),
							key.referenced().physicalName()),
					"SELECT count(*) " + from, "SELECT " + samples + " " + from + " LIMIT 5"));
	}

}
