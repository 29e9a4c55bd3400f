package io.github.versionedschema.plan.operation;

import java.util.List;

import io.github.versionedschema.migration.bind.IndexFieldsReader;
import io.github.versionedschema.migration.model.IndexField;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.TableDraft;
import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.plan.draft.rule.NewIndex;
import io.github.versionedschema.plan.rejection.Rejection;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * Builds an index without blocking writes. A unique index binds all live versions.
 *
 * @param name its name
 * @param table the table
 * @param columns its columns and expressions, in order
 * @param method the access method, such as {@code gin}; the server's default if absent
 * @param unique whether it is unique
 * @param predicate the SQL condition of a partial index
 * @param storageParameters the SQL list of its storage parameters
 */
public record CreateIndex(String name, String table,
		@JsonDeserialize(using = IndexFieldsReader.class) List<IndexField> columns, @Nullable String method,
		boolean unique, @Nullable String predicate, @Nullable String storageParameters) implements SchemaOperation {

	public CreateIndex {
		columns = List.copyOf(columns);
	}

	@Override
	public List<String> relations() {
		return List.of(this.name, this.table);
	}

	@Override
	public void apply(SchemaDraft draft, Source source) {
		if (this.columns.isEmpty()) {
			throw new Rejection("Index \"%s\" has no columns.".formatted(this.name), null);
		}
		TableDraft owner = draft.table(this.table);
		owner.addIndex(new NewIndex(this.name, this.unique, null, this.method,
				this.columns.stream().map((field) -> key(owner, field, source)).toList(),
				(this.predicate != null) ? bind(owner, this.predicate, "\"predicate\"", source) : null,
				this.storageParameters, source));
	}

	private static NewIndex.Key key(TableDraft owner, IndexField field, Source source) {
		return new NewIndex.Key((field.column() != null) ? owner.column(field.column()) : null,
				(field.expression() != null) ? bind(owner, field.expression(), "\"expression\"", source) : null, field);
	}

	private static Expression bind(TableDraft owner, String sql, String what, Source source) {
		return owner.bind(owner.ownColumns().apply(sql), what, source);
	}

}
