package io.github.versionedschema.migration.bind;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.migration.place.FileProblems;
import io.github.versionedschema.migration.place.Position;
import io.github.versionedschema.migration.syntax.Content.Field;
import io.github.versionedschema.migration.syntax.Content.Fields;
import io.github.versionedschema.migration.syntax.Content.Items;
import io.github.versionedschema.migration.syntax.Content.Scalar.Kind;
import io.github.versionedschema.migration.syntax.Content.Scalar;
import io.github.versionedschema.migration.syntax.Content;

/**
 * The shape of an index's columns in any of their three forms. All are converted to a
 * list of objects, so that the order of a map's keys is part of the checksum.
 *
 * @param list the shape of the list of objects
 */
record IndexFieldsShape(Shape list) implements Shape {

	@Override
	public Content check(Content value, String path, FileProblems problems) {
		List<Content> columns = new ArrayList<>();
		if (value instanceof Fields fields) {
			fields.fields().forEach((field) -> columns.add(column(field, path, problems)));
		}
		else if (value instanceof Items items) {
			items.items().forEach((item) -> columns.add(isName(item) ? named(item, item.position(), List.of()) : item));
		}
		else {
			problems.add(value.position(),
					"'%s' must be a list of columns, and it is %s".formatted(path, value.describe()), null);
			return value;
		}
		if (columns.isEmpty()) {
			problems.add(value.position(), "'%s' is empty".formatted(path), "An index has at least one column");
		}
		for (int index = 0; index < columns.size(); index++) {
			if (columns.get(index) instanceof Fields fields && has(fields, "column") == has(fields, "expression")) {
				problems.add(fields.position(),
						"'%s[%d]' must have either the key 'column' or the key 'expression'".formatted(path, index),
						null);
			}
		}
		return this.list.check(new Items(value.position(), columns), path, problems);
	}

	private static Content column(Field field, String path, FileProblems problems) {
		Content name = new Scalar(field.position(), Kind.TEXT, field.key());
		if (field.value() instanceof Fields options) {
			if (options.find("column") != null) {
				problems.add(options.position(), "'%s.%s' names its column twice".formatted(path, field.key()),
						"Remove 'column' from it");
			}
			return named(name, options.position(), options.without("column").fields());
		}
		if (!(field.value() instanceof Scalar scalar && scalar.isNull())) {
			problems.add(field.value().position(),
					"'%s.%s' must be an object, and it is %s".formatted(path, field.key(), field.value().describe()),
					null);
		}
		return named(name, field.position(), List.of());
	}

	private static Content named(Content name, Position position, List<Field> options) {
		List<Field> fields = new ArrayList<>();
		fields.add(new Field("column", name.position(), name));
		fields.addAll(options);
		return new Fields(position, fields);
	}

	private static boolean has(Fields options, String key) {
		Field field = options.find(key);
		return field != null && !(field.value() instanceof Scalar scalar && scalar.isNull());
	}

	private static boolean isName(Content item) {
		return item instanceof Scalar scalar && scalar.kind() == Kind.TEXT;
	}

}
