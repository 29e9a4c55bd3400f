package io.github.versionedschema.migration;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.versionedschema.migration.bind.IndexFieldsReader;
import io.github.versionedschema.migration.model.Change;
import io.github.versionedschema.migration.model.ColumnDefinition;
import io.github.versionedschema.migration.model.ConstraintDefinition;
import io.github.versionedschema.migration.model.Defaulted;
import io.github.versionedschema.migration.model.IndexField;
import io.github.versionedschema.migration.model.UniqueDefinition;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/** Operations that use every part of the vocabulary. */
final class ExampleOperations {

	static final OperationTypes TYPES = new OperationTypes(Map.of("add_column", AddColumn.class, "alter_column",
			AlterColumn.class, "create_index", CreateIndex.class, "create_table", CreateTable.class, "drop_table",
			DropTable.class, "create_constraint", CreateConstraint.class, "sql", Sql.class));

	private ExampleOperations() {
	}

	record AddColumn(String table, ColumnDefinition column, @Nullable String up) implements Operation {

	}

	record AlterColumn(String table, String column, @Nullable Boolean nullable,
			@JsonProperty("default") Change defaultValue, Change comment, @Nullable UniqueDefinition unique,
			@Nullable String up) implements Operation {

	}

	record CreateIndex(String name, @JsonDeserialize(using = IndexFieldsReader.class) List<IndexField> columns,
			boolean unique) implements Operation {

	}

	record CreateTable(String name, List<ColumnDefinition> columns, @Nullable String comment,
			@Defaulted List<ConstraintDefinition> constraints) implements Operation {

	}

	record DropTable(String name) implements Operation {

	}

	record CreateConstraint(String name, @Defaulted Map<String, String> up) implements Operation {

		CreateConstraint {
			if (name.equals("refused")) {
				throw new IllegalArgumentException("this name is refused");
			}
		}

	}

	record Sql(String up, @JsonProperty("onComplete") boolean onComplete,
			@Nullable String description) implements Operation {

	}

}
