package io.github.versionedschema.migration.syntax;

import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.versionedschema.migration.place.FileProblems;
import io.github.versionedschema.migration.place.Position;
import io.github.versionedschema.migration.syntax.Content.Field;
import io.github.versionedschema.migration.syntax.Content.Fields;

/** Builds content, and reports errors that are common to all formats. */
final class ContentBuilder {

	private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();

	private final FileProblems problems;

	ContentBuilder(FileProblems problems) {
		this.problems = problems;
	}

	/** Creates an object from keys and values. Of duplicate keys, the first is used. */
	Fields object(Position position, List<Field> read) {
		Map<String, Field> fields = new LinkedHashMap<>();
		for (Field field : read) {
			Field first = fields.putIfAbsent(field.key(), field);
			if (first != null) {
				duplicate(field.key(), field.position(), first.position());
			}
		}
		return new Fields(position, List.copyOf(fields.values()));
	}

	void duplicate(String key, Position position, Position first) {
		this.problems.add(position, "the key '%s' is given twice, first in line %d".formatted(key, first.line()), null);
	}

	/**
	 * Returns the text. One that PostgreSQL cannot store is reported, and returned
	 * without its NUL characters, so that the rest of the file can be judged.
	 */
	String text(String text, Position position) {
		if (text.indexOf('\0') >= 0) {
			this.problems.add(position, "the text contains a NUL character, which PostgreSQL cannot store", null);
			return text.replace('\0', '\uFFFD');
		}
		else if (!this.encoder.canEncode(text)) {
			this.problems.add(position, "the text contains half of a surrogate pair, which is not a character", null);
		}
		return text;
	}

	void secondDocument(Position position) {
		this.problems.add(position, "there is a second document", "Write one migration per file");
	}

}
