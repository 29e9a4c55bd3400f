package io.github.versionedschema.description;

import java.util.List;

import tools.jackson.databind.json.JsonMapper;

/**
 * Writes objects as a migration file, with one operation for each sequence of objects of
 * the same kind.
 */
final class BaselineText {

	private static final String INDENT = "        ";

	private final String schema;

	BaselineText(String schema) {
		this.schema = schema;
	}

	String write(List<DatabaseObject> objects, List<String> omitted) {
		StringBuilder text = new StringBuilder();
		text.append(
				"# The objects of schema \"%s\". A fresh database runs this file.\n".formatted(oneLine(this.schema)))
			.append("# A database that has these objects already counts as having this version.\n")
			.append("#\n# Not in this file:\n# - rows of tables\n");
		omitted.forEach((name) -> text.append("# - ").append(oneLine(name)).append('\n'));
		text.append("baseline: true\n");
		if (objects.isEmpty()) {
			return text.append("operations: []\n").toString();
		}
		text.append("operations:\n");
		int start = 0;
		for (int end = 1; end <= objects.size(); end++) {
			if (end == objects.size() || objects.get(end).kind() != objects.get(start).kind()) {
				operation(text, objects.subList(start, end));
				start = end;
			}
		}
		return text.toString();
	}

	private static void operation(StringBuilder text, List<DatabaseObject> objects) {
		ObjectKind kind = objects.get(0).kind();
		StringBuilder sql = new StringBuilder();
		if (kind == ObjectKind.FUNCTION) {
			// Bodies may use objects that follow.
			sql.append("set local check_function_bodies = off;\n");
		}
		objects.forEach((object) -> sql.append(object.sql()).append('\n'));
		text.append("  # ").append(kind.title()).append("\n  - sql:\n      up: ").append(scalar(sql.toString()));
	}

	/** A block is readable, but cannot contain every character. */
	private static String scalar(String sql) {
		String content = sql.strip();
		if (!content.chars().allMatch(BaselineText::isPrintable) || content.contains(" \n")
				|| content.contains("\t\n")) {
			return JsonMapper.shared().writeValueAsString(content) + "\n";
		}
		StringBuilder text = new StringBuilder("|-\n");
		content.lines().forEach((line) -> text.append(line.isEmpty() ? "" : INDENT + line).append('\n'));
		return text.toString();
	}

	private static boolean isPrintable(int character) {
		return character == '\n' || character == '\t' || (character >= ' ' && character < 0x7f)
				|| (character >= 0xa0 && character < 0xfeff && character != 0x2028 && character != 0x2029);
	}

	private static String oneLine(String text) {
		return text.replaceAll("\\s+", " ");
	}

}
