package io.github.versionedschema.migration.reshape.translation;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.migration.place.FileProblems;
import io.github.versionedschema.migration.place.Position;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.migration.syntax.Content;
import io.github.versionedschema.migration.syntax.Content.Field;
import io.github.versionedschema.migration.syntax.Content.Fields;
import io.github.versionedschema.migration.syntax.Content.Items;
import org.jspecify.annotations.Nullable;

/**
 * Collects the operations that one action becomes.
 */
public final class Translation {

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
	public Translation(Source source, Fields action, FileProblems problems) {
		this.source = source;
		this.action = action;
		this.problems = problems;
	}

	/** Returns the operations so far. */
	public List<TranslatedOperation> operations() {
		return this.operations;
	}

	/** Returns an empty object for an operation or a part of it. */
	public NativeObject object() {
		return new NativeObject(this.action.position());
	}

	/**
	 * Adds an operation.
	 * @param operation its key
	 * @param content its content
	 */
	public void add(String operation, NativeObject content) {
		this.operations
			.add(new TranslatedOperation(this.source, new Field(operation, this.action.position(), content.fields())));
	}

	/** Adds SQL that complete runs. */
	public void addOnComplete(String sql) {
		add("sql", object().with("up", sql).with("onComplete", true));
	}

	/**
	 * Refuses the action.
	 * @param message the error
	 * @param advice what to write instead, or null
	 * @param path the keys and indexes of the wrong value; none for the whole action
	 */
	public void refuse(String message, @Nullable String advice, Object... path) {
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
