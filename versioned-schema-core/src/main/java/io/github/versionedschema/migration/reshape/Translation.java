package io.github.versionedschema.migration.reshape;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.migration.place.FileProblems;
import io.github.versionedschema.migration.place.Position;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.migration.syntax.Content.Field;
import io.github.versionedschema.migration.syntax.Content.Fields;
import io.github.versionedschema.migration.syntax.Content.Items;
import io.github.versionedschema.migration.syntax.Content;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Collects the operations that one action becomes.
 */
final class Translation {

	private final List<TranslatedOperation> operations = new ArrayList<>();

	private final Source source;

	private final Fields action;

	private final FileProblems problems;

	/**
	 * Creates it.
	 * @param source the action
	 * @param action the content of the action, for positions
	 * @param problems the collector of problems of the action
	 */
	Translation(Source source, Fields action, FileProblems problems) {
		this.source = source;
		this.action = action;
		this.problems = problems;
	}

	List<TranslatedOperation> operations() {
		return this.operations;
	}

	/** Returns an empty object for an operation or a part of it. */
	NativeObject object() {
		return new NativeObject(this.action.position());
	}

	void add(String operation, NativeObject content) {
		this.operations
			.add(new TranslatedOperation(this.source, new Field(operation, this.action.position(), content.fields())));
	}

	/** Adds SQL that complete runs. */
	void addOnComplete(String sql) {
		add("sql", object().with("up", sql).with("onComplete", true));
	}

	/**
	 * Removes a constraint when the migration is completed, if its column and table still
	 * exist. It fails if a later migration that is completed at the same time has renamed
	 * the table.
	 * @param type the kind of constraint in the catalogue
	 * @param table the table
	 * @param constraint the constraint
	 */
	void removeConstraint(char type, String table, String constraint) {
		String owner = Identifier.literal(Identifier.quote(table));
		String body = """
				BEGIN
				  IF to_regclass(%1$s) IS NOT NULL THEN
				    ALTER TABLE %2$s DROP CONSTRAINT IF EXISTS %3$s;
				  ELSIF EXISTS (SELECT FROM pg_constraint WHERE conname = %4$s AND contype = '%5$s'
				      AND connamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())) THEN
				    RAISE EXCEPTION 'constraint %% was not dropped, because its table %% has another name now', %4$s, %1$s
				      USING HINT = 'Drop it from the table that has it, and complete again.';
				  END IF;
				END"""
			.formatted(owner, Identifier.quote(table), Identifier.quote(constraint), Identifier.literal(constraint),
					type);
		addOnComplete("DO " + Identifier.dollarQuoted(body));
	}

	/**
	 * Refuses the action.
	 * @param message the error
	 * @param advice what to write instead, or null
	 * @param path the keys and indexes of the wrong value; none for the whole action
	 */
	void refuse(String message, @Nullable String advice, Object... path) {
		this.problems.add(position(path), message, advice);
	}

	private Position position(Object... path) {
		Content place = this.action;
		Position position = place.position();
		for (Object step : path) {
			if (place instanceof Fields fields && step instanceof String key) {
				Field field = fields.find(key);
				if (field == null) {
					return position;
				}
				place = field.value();
				position = field.position();
			}
			else if (place instanceof Items items && step instanceof Integer index) {
				place = items.items().get(index);
				position = place.position();
			}
		}
		return position;
	}

}
