package io.github.versionedschema.plan.draft;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.migration.model.ColumnDefinition;
import io.github.versionedschema.migration.model.ConstraintDefinition;
import io.github.versionedschema.migration.model.ConstraintType;
import io.github.versionedschema.migration.model.RowsOfTable;
import io.github.versionedschema.migration.model.TableForeignKeyReference;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.rule.TableChange;
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

	private final Source source;

	private final Rejections rejections = new Rejections();

	private final CreatedTable table;

	private final boolean free;

	TableCreation(SchemaDraft schema, String name, Source source) {
		this.schema = schema;
		this.source = source;
		this.table = new CreatedTable(schema, name, schema.physicalName(name), source);
		this.free = this.rejections.attempt(() -> schema.requireFreeTable(name));
	}

	CreatedTable create(List<ColumnDefinition> columns, @Nullable String comment,
			List<ConstraintDefinition> constraints, @Nullable RowsOfTable up) {
		List<ColumnDefinition> usable = columns.stream()
			.filter((column) -> this.rejections.attempt(() -> take(column)))
			.toList();
		List<ConstraintDefinition> usableConstraints = new ArrayList<>();
		constraints
			.forEach((constraint) -> this.rejections.attempt(() -> usableConstraints.add(take(constraint, usable))));
		takeKey(usable);
		if (this.free) {
			this.schema.create(this.table);
			this.table.record(new TableChange.Create(usable, usableConstraints, comment), this.source);
		}
		else {
			this.schema.miss(this.table.requiredName());
		}
		addForeignKeys(usable, usableConstraints);
		if (up != null && this.free) {
			boolean whole = usable.size() == columns.size() && usableConstraints.size() == constraints.size();
			new RowBinding(this.schema, this.table, whole, this.source).bind(up, this.rejections);
		}
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

	/** A key of a table that is dropped at complete may have the name until then. */
	private ConstraintDefinition take(ConstraintDefinition constraint, List<ColumnDefinition> columns) {
		Names.requireUsable(constraint.name(), "constraint");
		List<ColumnDraft> members = columns(constraint);
		return switch (constraint.type()) {
			case PRIMARY_KEY -> {
				if (columns.stream().anyMatch(ColumnDefinition::pk)) {
					throw new Rejection("The table has a primary key in \"pk\" and another in a constraint.",
							"Keep one of them.");
				}
				ConstraintDefinition named = key(constraint, members);
				members.forEach((column) -> column.notNull(true));
				this.table.objects().primary(named.name());
				yield named;
			}
			case UNIQUE -> key(constraint, members);
			case FOREIGN_KEY -> {
				if (constraint.references() == null) {
					throw new Rejection(
							"Foreign key %s does not say what it references.".formatted(Names.shown(constraint.name())),
							"Give \"references\".");
				}
				yield constraint;
			}
			case CHECK -> {
				String condition = require(constraint.check(), constraint, "check");
				this.table.takeCheck(constraint.name(), condition, this.source);
				yield constraint;
			}
			case EXCLUDE -> {
				require(constraint.exclude(), constraint, "exclude");
				yield this.free ? constraint.named(this.table.objects().addExclusion(constraint.name())) : constraint;
			}
		};
	}

	/** The keys of a table that cannot be created may be those of the existing one. */
	private ConstraintDefinition key(ConstraintDefinition constraint, List<ColumnDraft> columns) {
		return this.free
				? constraint.named(this.table.objects()
					.addKey(constraint.name(), columns, constraint.deferrable() || constraint.initiallyDeferred()))
				: constraint;
	}

	private static <T> T require(@Nullable T value, ConstraintDefinition constraint, String key) {
		if (value == null) {
			throw new Rejection("Constraint %s has no \"%s\".".formatted(Names.shown(constraint.name()), key), null);
		}
		return value;
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
			this.table.objects().addPrimaryKey(key);
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
