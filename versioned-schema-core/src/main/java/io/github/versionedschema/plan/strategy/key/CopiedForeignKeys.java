package io.github.versionedschema.plan.strategy.key;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Check;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.TableLock;
import io.github.versionedschema.plan.ddl.Successors;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.table.ForeignKeySql;
import io.github.versionedschema.plan.table.KeyGuards;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.ForeignKey;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Partition;

/**
 * Writes the steps for copies of foreign keys whose columns a chain replaces on either
 * side.
 */
final class CopiedForeignKeys {

	private final Scope scope;

	private final KeyTables tables;

	private final List<ForeignKey> keys;

	private final ForeignKeySteps writer;

	CopiedForeignKeys(Scope scope, KeyTables tables, ForeignKeySteps writer) {
		this.scope = scope;
		this.tables = tables;
		this.keys = tables.keys();
		this.writer = writer;
	}

	Stream<KeyGuards.Reference> references(TableWork work) {
		return this.keys.stream()
			.filter((key) -> this.tables.isOf(work, key) && key.enforced())
			.map((key) -> new KeyGuards.Reference(key.name(),
					key.fromNumbers().stream().map(work.indexes()::column).toList(),
					Identifier.qualified(key.toSchema(), key.toTable()), this.tables.to(key), own(work, key),
					key.initiallyDeferred()));
	}

	private static List<ColumnDraft> own(TableWork work, ForeignKey key) {
		boolean same = key.toSchema().equals(key.fromSchema()) && key.toTable().equals(key.fromTable());
		return same ? key.toNumbers().stream().map(work.indexes()::column).toList() : List.of();
	}

	Map<ForeignKey, String> names() {
		Map<ForeignKey, String> names = new LinkedHashMap<>();
		this.keys.forEach((key) -> names.put(key, copy(key).name()));
		return names;
	}

	List<Check> checks() {
		List<Check> checks = new ArrayList<>();
		for (ForeignKey key : this.keys) {
			for (int index = 0; index < key.fromNumbers().size(); index++) {
				String from = this.tables.newType(key.fromSchema(), key.fromTable(), key.fromNumbers().get(index));
				String to = this.tables.newType(key.toSchema(), key.toTable(), key.toNumbers().get(index));
				if (from != null && to != null) {
					new KeyPair(key.fromColumns().get(index), from, key.toColumns().get(index), to)
						.check(key.name(), this.tables.source(key), advice(key, index))
						.ifPresent(checks::add);
				}
			}
		}
		return checks;
	}

	private String advice(ForeignKey key, int index) {
		String column = key.fromColumns().get(index);
		if (this.tables.isFromReplaced(key)) {
			return """
					Change "%s" of "%s" in the same migration to a type that "%s" can reference, \
					or drop the foreign key in an operation before.""".formatted(key.toColumns().get(index),
					key.toTable(), column);
		}
		return """
				Change "%s" of "%s" in the same migration, with an "up" that yields the new value of the same row of "%s". \
				If no expression does, as for gen_random_uuid(), add columns instead: first one of "%s" with the new key, \
				in a later version one of "%s" with an "up" that finds it there, and drop the old columns at last."""
			.formatted(column, key.fromTable(), key.toTable(), key.toTable(), key.fromTable());
	}

	void writeExpand(Steps steps) {
		for (ForeignKey key : this.keys) {
			boolean guarded = this.tables.isFromReplaced(key) && !key.initiallyDeferred();
			KeyPlace place = new KeyPlace("copy of foreign key " + key.name(), this.tables.name(key), key.fromTable(),
					key.toTable(), guarded ? Phase.BUILD : Phase.BIND, this.tables.origin(key));
			if (key.validated()) {
				this.writer.writeAdd(steps, place, copy(key), false);
			}
			else {
				this.writer.writeKey(steps, place, copy(key), place.id(), key.enforced());
			}
		}
	}

	/**
	 * The old keys are dropped first, as the objects that they reference could not be
	 * dropped otherwise.
	 */
	void writeContract(Steps steps) {
		for (ForeignKey key : this.tables.leaving()) {
			writeContract(steps, key, "drop", List.of("ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s"
				.formatted(Identifier.qualified(key.fromSchema(), key.fromTable()), Identifier.quote(key.name()))));
		}
		for (ForeignKey key : this.keys) {
			String table = Identifier.qualified(key.fromSchema(), key.fromTable());
			Successors successors = successors(key, table);
			List<String> statements = new ArrayList<>(successors.remember());
			statements.add("ALTER TABLE %s DROP CONSTRAINT %s".formatted(table, Identifier.quote(key.name())));
			ForeignKeySql copy = copy(key);
			statements.add(copy.rename(key.name()));
			partitions(key).forEach((partition) -> statements.add(copy.on(partition.sql()).rename(key.name())));
			if (key.deferrable() && !key.initiallyDeferred()) {
				statements.add(copy.checkAtOnce(key.name()));
			}
			statements.addAll(successors.restore());
			writeContract(steps, key, "replace", statements);
		}
	}

	private Successors successors(ForeignKey key, String table) {
		Successors successors = new Successors();
		successors.constraint(table, key.name());
		partitions(key).forEach((partition) -> successors.constraint(partition.sql(), key.name()));
		return successors;
	}

	private List<Partition> partitions(ForeignKey key) {
		return key.fromSchema().equals(this.scope.base()) ? this.tables.partitions(key.fromTable()) : List.of();
	}

	private void writeContract(Steps steps, ForeignKey key, String verb, List<String> statements) {
		steps
			.add("contract.foreign_key." + this.tables.name(key) + "." + key.name(), Phase.CONTRACT,
					verb + " foreign key " + key.name())
			.on(key.fromTable())
			.locking("ACCESS EXCLUSIVE on %s and %s".formatted(key.fromTable(), key.toTable()))
			.from(this.tables.origin(key))
			.runs(new Action.Transaction(copy(key).locks(TableLock.Mode.ACCESS_EXCLUSIVE), statements));
	}

	private ForeignKeySql copy(ForeignKey key) {
		return ForeignKeySql.copy(this.scope, key, this.tables.from(key), this.tables.to(key),
				this.tables.setOnDelete(key));
	}

}
