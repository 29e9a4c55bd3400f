package io.github.versionedschema.migration.bind;

import io.github.versionedschema.migration.place.FileProblems;
import io.github.versionedschema.migration.syntax.Content;
import io.github.versionedschema.migration.syntax.Content.Fields;

/**
 * The shape of a {@link io.github.versionedschema.migration.model.ComputedValue}: text,
 * or an object that names another table.
 *
 * @param text the shape of the text
 * @param object the shape of the object
 */
record ComputedValueShape(Shape text, RecordShape object) implements Shape {

	@Override
	public Content check(Content value, String path, FileProblems problems) {
		return ((value instanceof Fields) ? this.object : this.text).check(value, path, problems);
	}

}
