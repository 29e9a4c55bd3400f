package io.github.versionedschema.migration.bind;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import io.github.versionedschema.migration.model.Change;
import io.github.versionedschema.migration.place.FileProblems;
import io.github.versionedschema.migration.syntax.Content.Field;
import io.github.versionedschema.migration.syntax.Content.Fields;
import io.github.versionedschema.migration.syntax.Content.Items;
import io.github.versionedschema.migration.syntax.Content.Scalar.Kind;
import io.github.versionedschema.migration.syntax.Content.Scalar;
import io.github.versionedschema.migration.syntax.Content;

/**
 * The expected shape of a value in a file. It is checked before Jackson binds the value,
 * as Jackson stops at the first error.
 */
public interface Shape {

	/**
	 * Checks a value.
	 * @param value the value in the file
	 * @param path its path in the operation, such as {@code columns[0].name}
	 * @param problems the collector of errors
	 * @return the value in the canonical form that is bound and used for the checksum
	 */
	Content check(Content value, String path, FileProblems problems);

	/** Whether null is a value, different from an absent key. */
	default boolean acceptsNull() {
		return false;
	}

	private static void mismatch(Content value, String path, FileProblems problems, String expected) {
		boolean unquoted = value instanceof Scalar scalar
				&& (scalar.kind() == Kind.NUMBER || scalar.kind() == Kind.BOOLEAN) && expected.equals("text");
		problems.add(value.position(), "'%s' must be %s, and it is %s".formatted(path, expected, value.describe()),
				unquoted ? "Put it in quotes: \"%s\"".formatted(((Scalar) value).text()) : null);
	}

	/**
	 * Text.
	 *
	 * @param mayBeBlank whether a blank text is allowed, which is the same as an absent
	 * key
	 */
	record Text(boolean mayBeBlank) implements Shape {

		@Override
		public Content check(Content value, String path, FileProblems problems) {
			if (!(value instanceof Scalar scalar) || scalar.kind() != Kind.TEXT) {
				mismatch(value, path, problems, "text");
			}
			else if (!this.mayBeBlank && scalar.text().isBlank()) {
				problems.add(value.position(), "'%s' is blank".formatted(path),
						"Leave the key out, or give it a value");
			}
			return value;
		}

	}

	/** A {@link Change}. */
	record Changing(Shape text) implements Shape {

		@Override
		public Content check(Content value, String path, FileProblems problems) {
			return (value instanceof Scalar scalar && scalar.isNull()) ? value : this.text.check(value, path, problems);
		}

		@Override
		public boolean acceptsNull() {
			return true;
		}

	}

	/** True or false. */
	record Flag() implements Shape {

		@Override
		public Content check(Content value, String path, FileProblems problems) {
			if (!(value instanceof Scalar scalar) || scalar.kind() != Kind.BOOLEAN) {
				mismatch(value, path, problems, "true or false");
			}
			return value;
		}

	}

	/** One of the constants of an enum. */
	record Choice(Class<? extends Enum<?>> type) implements Shape {

		@Override
		public Content check(Content value, String path, FileProblems problems) {
			if (!(value instanceof Scalar scalar) || scalar.kind() != Kind.TEXT
					|| EnumReader.find(this.type, scalar.text()) == null) {
				List<String> names = Arrays.stream(this.type.getEnumConstants()).map(EnumReader::name).toList();
				String given = (value instanceof Scalar scalar && scalar.kind() == Kind.TEXT)
						? "'" + scalar.text() + "'" : value.describe();
				problems.add(value.position(),
						"'%s' must be one of %s, and it is %s".formatted(path, String.join(", ", names), given), null);
			}
			return value;
		}

	}

	/** A list. */
	record Listing(Supplier<Shape> item) implements Shape {

		@Override
		public Content check(Content value, String path, FileProblems problems) {
			if (!(value instanceof Items items)) {
				mismatch(value, path, problems, "a list");
				return value;
			}
			List<Content> checked = new ArrayList<>();
			for (Content item : items.items()) {
				checked.add(this.item.get().check(item, "%s[%d]".formatted(path, checked.size()), problems));
			}
			return new Items(items.position(), checked);
		}

	}

	/** An object whose keys are user-defined names. */
	record Mapping(Supplier<Shape> value) implements Shape {

		@Override
		public Content check(Content value, String path, FileProblems problems) {
			if (!(value instanceof Fields fields)) {
				mismatch(value, path, problems, "an object");
				return value;
			}
			return new Fields(fields.position(),
					fields.fields().stream().map((field) -> check(field, path, problems)).toList());
		}

		private Field check(Field field, String path, FileProblems problems) {
			return field.withValue(this.value.get().check(field.value(), path + "." + field.key(), problems));
		}

	}

	/** A value that only Jackson can validate. */
	record Anything() implements Shape {

		@Override
		public Content check(Content value, String path, FileProblems problems) {
			return value;
		}

	}

}
