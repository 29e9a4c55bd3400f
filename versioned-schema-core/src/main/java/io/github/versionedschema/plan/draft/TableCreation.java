package io.github.versionedschema.plan.draft;

import java.util.List;

import io.github.versionedschema.migration.model.ColumnDefinition;
import io.github.versionedschema.migration.model.ConstraintDefinition;
import io.github.versionedschema.migration.model.ConstraintType;
import io.github.versionedschema.migration.model.TableForeignKeyReference;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.rejection.Rejection;
import io.github.versionedschema.plan.rejection.Rejections;
import org.jspecify.annotations.Nullable;

/**
 * Creates a table from the valid parts of its definition, and reports the errors of the
 * others.
 */
final class TableCreation {

	private final SchemaDraft schema;

	private final String name;

	private final Source source;

	private final Rejections rejections = new Rejections();

	private final CreatedTable table;

	TableCreation(SchemaDraft schema, String name, Source source) {
		this.schema = schema;
		this.name = name;
		this.source = source;
		this.table = new CreatedTable(schema, name,
				schema.isFreePhysically(name) ? name : schema.relations().takeForTable(name), source);
	}

	CreatedTable create(List<ColumnDefinition> columns, @Nullable String comment,
			List<ConstraintDefinition> constraints) {
		boolean free = this.rejections.attempt(() -> this.schema.requireFreeTable(this.name));
		List<ColumnDefinition> usable = columns.stream()
			.filter((column) -> this.rejections.attempt(() -> take(column)))
			.toList();
		List<ConstraintDefinition> usableConstraints = constraints.stream()
			.filter((constraint) -> this.rejections.attempt(() -> take(constraint, usable)))
			.toList();
		takeKey(usable);
		if (free) {
			this.schema.create(this.table);
			this.table.record(
					new TableChange.Create(usable, usableConstraints.stream().map(this::meanwhile).toList(), comment),
					this.source);
		}
		addForeignKeys(usable, usableConstraints);
		this.rejections.end();
		return this.table;
	}

	private void take(ColumnDefinition definition) {
		this.table.requireFree(definition.name());
		if (definition.check() != null) {
			Names.requireUsable(definition.check().name(), "constraint");
		}
		this.table.take(definition, this.source);
	}

	private void take(ConstraintDefinition constraint, List<ColumnDefinition> columns) {
		Names.requireUsable(constraint.name(), "constraint");
		List<ColumnDraft> members = columns(constraint);
		switch (constraint.type()) {
			case PRIMARY_KEY -> {
				if (columns.stream().anyMatch(ColumnDefinition::pk)) {
					throw new Rejection("The table has a primary key in \"pk\" and another in a constraint.",
							"Keep one of them.");
				}
				takeKey(constraint, members);
			}
			case UNIQUE -> takeKey(constraint, members);
			case FOREIGN_KEY -> {
				if (constraint.references() == null) {
					throw new Rejection(
							"Foreign key %s does not say what it references.".formatted(Names.shown(constraint.name())),
							"Give \"references\".");
				}
			}
			case CHECK -> require(constraint.check(), constraint, "check");
			case EXCLUDE -> require(constraint.exclude(), constraint, "exclude");
		}
	}

	private void takeKey(ConstraintDefinition constraint, List<ColumnDraft> members) {
		if (constraint.deferrable() || constraint.initiallyDeferred()) {
			this.table.keys().addDeferrable(members);
		}
		else {
			this.table.keys().add(members);
		}
	}

	/** A key of a table that is dropped at complete may have the name until then. */
	private ConstraintDefinition meanwhile(ConstraintDefinition constraint) {
		return switch (constraint.type()) {
			case PRIMARY_KEY, UNIQUE, EXCLUDE ->
				constraint.named(this.schema.relations().takeForKey(constraint.name()));
			case CHECK, FOREIGN_KEY -> constraint;
		};
	}

	private static void require(@Nullable Object value, ConstraintDefinition constraint, String key) {
		if (value == null) {
			throw new Rejection("Constraint %s has no \"%s\".".formatted(Names.shown(constraint.name()), key), null);
		}
	}

	private List<ColumnDraft> columns(ConstraintDefinition constraint) {
		return constraint.columns().stream().map(this.table::column).toList();
	}

	private void takeKey(List<ColumnDefinition> columns) {
		List<ColumnDraft> key = columns.stream()
			.filter(ColumnDefinition::pk)
			.map((column) -> this.table.column(column.name()))
			.toList();
		if (!key.isEmpty()) {
			this.table.takeKey(key);
		}
	}

	private void addForeignKeys(List<ColumnDefinition> columns, List<ConstraintDefinition> constraints) {
		for (ConstraintDefinition constraint : constraints) {
			TableForeignKeyReference references = constraint.references();
			if (constraint.type() == ConstraintType.FOREIGN_KEY && references != null) {
				this.rejections.attempt(() -> this.schema.keys()
					.add(constraint.name(), this.table, columns(constraint), references, constraint.deferrable(),
							constraint.initiallyDeferred(), this.source));
			}
		}
		for (ColumnDefinition definition : columns) {
			this.rejections.attempt(definition.references(), (references) -> this.schema.keys()
				.add(this.table, List.of(this.table.column(definition.name())), references, this.source));
		}
	}

}
