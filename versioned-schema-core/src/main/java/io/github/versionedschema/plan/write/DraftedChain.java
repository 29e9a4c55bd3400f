package io.github.versionedschema.plan.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.migration.SourcedOperation;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.plan.draft.CreatedTable;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.NewColumnNames;
import io.github.versionedschema.plan.draft.TableDraft;
import io.github.versionedschema.plan.name.LateName;
import io.github.versionedschema.plan.operation.SchemaOperation;
import io.github.versionedschema.plan.operation.type.InheritedTypes;
import io.github.versionedschema.plan.operation.NewerNames;
import io.github.versionedschema.plan.rejection.Rejection;
import io.github.versionedschema.plan.sync.IndexCopies;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.Index;
import io.github.versionedschema.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * A chain of migrations, applied to the draft of a schema.
 *
 * @param request the request
 * @param scope the schemas of the versions on both sides
 * @param draft the draft after the chain
 * @param errors why operations cannot be applied
 */
record DraftedChain(PlanRequest request, Scope scope, SchemaDraft draft, List<Finding> errors) {

	static DraftedChain of(PlanRequest request) {
		SchemaDraft draft = new SchemaDraft(request.catalogue(), request.toSchema());
		List<Finding> errors = new ArrayList<>();
		if (request.fromVersion() != null) {
			new InheritedTypes(draft, request.fromVersion()).replace(request.changedTypes(), request.firstSource())
				.forEach((wrong) -> errors.add(error(wrong, null)));
		}
		for (Migration migration : request.chain()) {
			for (SourcedOperation sourced : migration.operations()) {
				try {
					NewerNames.in(draft, (SchemaOperation) sourced.operation()).apply(draft, sourced.source());
				}
				catch (Rejection ex) {
					ex.all().forEach((wrong) -> errors.add(error(wrong, sourced.source())));
				}
			}
		}
		draft.touchedTables().forEach((table) -> new NewColumnNames(table.source(), table.columns()).assign());
		// Reserves the names of copies, in the same order in each plan of the chain.
		draft.touchedTables().forEach((table) -> new IndexCopies(draft, table));
		return new DraftedChain(request, request.scope(), draft, errors);
	}

	private static Finding error(Rejection wrong, @Nullable Source source) {
		return new Finding(Severity.ERROR, source, String.valueOf(wrong.getMessage()), wrong.advice());
	}

	/** Returns whether it changes how versions see a table. */
	boolean differsIn(String physicalTable) {
		return this.draft.touchedTables()
			.stream()
			.anyMatch(
					(table) -> table.physicalName().equals(physicalTable) && (table.needsViews() || table.isDropped()));
	}

	/** Returns whether newer versions have views of a table because of it. */
	boolean givesViews(String physicalTable) {
		CreatedTable created = created(physicalTable);
		return differsIn(physicalTable) || (created != null && !physicalTable.equals(created.name()));
	}

	/** Returns whether the newer version does not have a table. */
	boolean drops(String physicalTable) {
		return this.draft.touchedTables()
			.stream()
			.anyMatch((table) -> table.physicalName().equals(physicalTable) && table.isDropped());
	}

	/** Returns whether it creates a table. */
	boolean creates(String physicalTable) {
		return created(physicalTable) != null;
	}

	/** Returns the table of that name in the database if the chain creates it. */
	@Nullable CreatedTable created(String physicalTable) {
		return this.draft.createdTables()
			.stream()
			.filter((table) -> table.physicalName().equals(physicalTable))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Returns the names of the newer version's tables, and those that its other relations
	 * get at complete.
	 */
	Set<String> relationNames() {
		return Stream
			.concat(this.draft.lateNames().stream().map(LateName::to),
					this.draft.tables().stream().map(TableDraft::name).filter(Objects::nonNull))
			.collect(Collectors.toSet());
	}

	/** Returns a table in the database without what the newer version drops. */
	Table left(Table physical) {
		SharedTable table = touched(physical.name());
		return (table == null) ? physical
				: physical.without(
						table.source()
							.indexes()
							.stream()
							.filter((index) -> table.existingRules().dropOf(index) != null)
							.map(Index::oid)
							.collect(Collectors.toSet()),
						table.source()
							.constraints()
							.stream()
							.filter(table.existingRules().drops()::contains)
							.map(Constraint::oid)
							.collect(Collectors.toSet()));
	}

	/** Returns the table of that name in the database if the chain changes it. */
	@Nullable SharedTable touched(String physicalTable) {
		return this.draft.touchedTables()
			.stream()
			.filter((table) -> table.physicalName().equals(physicalTable))
			.findFirst()
			.orElse(null);
	}

}
