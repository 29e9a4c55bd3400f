package io.github.versionedschema.plan.write;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.draft.ColumnDraft;
import io.github.versionedschema.plan.draft.CreatedTable;
import io.github.versionedschema.plan.draft.NewForeignKey;
import io.github.versionedschema.schema.ForeignKey;
import io.github.versionedschema.schema.Identifier;

/**
 * Foreign keys that a chain adds, and copies of those whose columns it replaces on either
 * side. They bind both versions, so they are added and validated before the new version
 * can be attached.
 */
final class ForeignKeys {

	private final Scope scope;

	private final List<NewForeignKey> added;

	private final Map<String, TableWork> works = new HashMap<>();

	private final Map<Long, ForeignKey> copied = new LinkedHashMap<>();

	ForeignKeys(Scope scope, List<NewForeignKey> added, List<TableWork> works) {
		this.scope = scope;
		this.added = added;
		works.forEach((work) -> this.works.put(work.table().source().name(), work));
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

	void writeExpand(Steps steps) {
		for (NewForeignKey key : this.added) {
			ForeignKeySql sql = ForeignKeySql.of(this.scope, key);
			boolean empty = key.table() instanceof CreatedTable;
			writeAdd(steps, sql, key.table().physicalName(), key.referenced().physicalName(), empty,
					List.of(key.source().toString()));
		}
		for (ForeignKey key : this.copied.values()) {
			writeAdd(steps, copy(key), key.fromTable(), key.toTable(), false, origin(key));
		}
	}

	private void writeAdd(Steps steps, ForeignKeySql sql, String table, String referenced, boolean validated,
			List<String> origin) {
		steps.add("foreign_key." + table + "." + sql.name(), Phase.BUILD, "add foreign key " + sql.name())
			.on(table)
			.locking("SHARE ROW EXCLUSIVE on %s and %s".formatted(table, referenced))
			.from(origin)
			.undoneBy(Steps.transaction(sql.drop()))
			.runs(Steps.transaction(sql.add(validated)));
		if (!validated) {
			steps.add("validate." + table + "." + sql.name(), Phase.BUILD, "validate foreign key " + sql.name())
				.on(table)
				.locking("SHARE UPDATE EXCLUSIVE on %s, ROW SHARE on %s".formatted(table, referenced))
				.scanning()
				.from(origin)
				.runs(Steps.transaction(sql.validate()));
		}
	}

	/** The old keys go first: what they refer to could not be dropped otherwise. */
	void writeContract(Steps steps) {
		for (ForeignKey key : this.copied.values()) {
			String table = Identifier.qualified(key.fromSchema(), key.fromTable());
			List<String> statements = new ArrayList<>();
			statements.add("ALTER TABLE %s DROP CONSTRAINT %s".formatted(table, Identifier.quote(key.name())));
			statements.add("ALTER TABLE %s RENAME CONSTRAINT %s TO %s".formatted(table,
					Identifier.quote(ForeignKeySql.copyName(key.name())), Identifier.quote(key.name())));
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
				.runs(Steps.transaction(statements));
		}
	}

	private ForeignKeySql copy(ForeignKey key) {
		return ForeignKeySql.copy(key, columns(key.fromSchema(), key.fromTable(), key.fromNumbers(), key.fromColumns()),
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

}
