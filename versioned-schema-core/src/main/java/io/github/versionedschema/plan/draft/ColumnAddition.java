package io.github.versionedschema.plan.draft;

import java.util.List;

import io.github.versionedschema.migration.model.ColumnDefinition;
import io.github.versionedschema.migration.model.ComputedValue;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Derivation;
import io.github.versionedschema.plan.draft.column.Filling;
import io.github.versionedschema.plan.name.GeneratedName;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.rejection.Rejection;
import io.github.versionedschema.plan.rejection.Rejections;
import io.github.versionedschema.plan.text.SerialType;
import org.jspecify.annotations.Nullable;

/**
 * Adds a column to a table whose existing rows need values for it.
 */
final class ColumnAddition {

	private final SchemaDraft schema;

	private final SharedTable table;

	private final ColumnDefinition definition;

	private final @Nullable ComputedValue up;

	private final Source operation;

	ColumnAddition(SchemaDraft schema, SharedTable table, ColumnDefinition definition, @Nullable ComputedValue up,
			Source operation) {
		this.schema = schema;
		this.table = table;
		this.definition = definition;
		this.up = up;
		this.operation = operation;
	}

	void apply() {
		this.table.requireFree(this.definition.name());
		this.table.touchColumns(this.operation);
		Rejections rejections = new Rejections();
		rejections.attempt(this::requireNoKey);
		rejections.attempt(this::requireValues);
		ColumnDraft column = new ColumnDraft(this.definition, this.operation);
		rejections.attempt(() -> fill(column));
		this.table.add(column);
		if (column.notNull() && (column.filling().isInBatches() || column.isGenerated())) {
			this.table.rules().addNotNull(column, this.operation);
		}
		addRules(column, rejections);
		rejections.end();
	}

	private void requireNoKey() {
		if (this.definition.pk()) {
			throw new Rejection("A column of a primary key cannot be added to a table that has rows.",
					"Drop the primary key if the table has one, add the column without \"pk\", and create the new key (drop_constraint, add_column, create_constraint).");
		}
	}

	private void requireValues() {
		boolean filled = this.up != null || this.definition.defaultValue() != null
				|| this.definition.generated() != null || SerialType.isSerial(this.definition.type());
		if (!this.definition.nullable() && !filled) {
			throw new Rejection(
					"Column %s is NOT NULL and nothing says what existing rows hold."
						.formatted(Names.shown(this.definition.name())),
					"Give it \"up\", a \"default\", or \"nullable\": true.");
		}
		requireOneFilling(this.definition, this.up);
	}

	/** Refuses a generated column that has other values, too. */
	static void requireOneFilling(ColumnDefinition definition, @Nullable ComputedValue up) {
		if (definition.defaultValue() != null && definition.generated() != null) {
			throw new Rejection("A generated column cannot have a default as well.", "Leave one of them out.");
		}
		if (up != null && definition.generated() != null) {
			throw new Rejection("A generated column cannot have \"up\" as well.", "Leave one of them out.");
		}
	}

	private void fill(ColumnDraft column) {
		Filling filling = column.filling();
		if (this.table.source().isStoredElsewhere()) {
			filling.addedEmpty();
		}
		if (this.up != null && this.definition.generated() == null) {
			this.table.computed().up(column, this.table.bind(this.up, Derivation.Direction.UP, this.operation));
			filling.derived();
		}
		if (this.definition.generated() != null && this.definition.generated().expression() != null) {
			this.table.generations()
				.add(column,
						this.table.bind(this.definition.generated().expression(), "\"generated\"", this.operation));
		}
		if (filling.isSerial() || filling.isIdentity()) {
			filling.sequence(this.schema.relations()
				.takeForSequence(this.table.requiredName() + "_" + this.definition.name() + "_seq"));
		}
	}

	private void addRules(ColumnDraft column, Rejections rejections) {
		rejections.attempt(this.definition.check(), (check) -> this.table.rules().addCheck(check, this.operation));
		if (this.definition.unique()) {
			String key = GeneratedName.first(this.table.requiredName(), this.definition.name(), "key",
					(name) -> this.schema.relations().isFreeAtLast(name) && !this.table.rules().hasConstraint(name));
			rejections.attempt(() -> this.table.addIndex(TableRules.unique(key, column, this.operation)));
		}
		rejections.attempt(this.definition.references(),
				(references) -> this.schema.keys().add(this.table, List.of(column), references, this.operation));
	}

}
