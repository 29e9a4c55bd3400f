package io.github.versionedschema.damage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A way to damage the text of a file.
 */
enum Damage {

	/** Removes a line. */
	DELETE_LINE {

		@Override
		String damage(String text, String other, Random random) {
			return inLines(text, (lines) -> lines.remove(random.nextInt(lines.size())));
		}

	},

	/** Repeats some lines, perhaps elsewhere. */
	REPEAT_LINES {

		@Override
		String damage(String text, String other, Random random) {
			return inLines(text, (lines) -> {
				int from = random.nextInt(lines.size());
				List<String> some = List
					.copyOf(lines.subList(from, Math.min(lines.size(), from + 1 + random.nextInt(4))));
				lines.addAll(random.nextBoolean() ? from : random.nextInt(lines.size()), some);
			});
		}

	},

	/** Swaps two lines. */
	SWAP_LINES {

		@Override
		String damage(String text, String other, Random random) {
			return inLines(text,
					(lines) -> Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size())));
		}

	},

	/** Indents a line otherwise. */
	INDENT_LINE {

		@Override
		String damage(String text, String other, Random random) {
			return inLines(text, (lines) -> {
				int line = random.nextInt(lines.size());
				String indent = List.of("", " ", "  ", "    ", "\t", "        ").get(random.nextInt(6));
				lines.set(line, random.nextBoolean() ? indent + lines.get(line) : indent + lines.get(line).strip());
			});
		}

	},

	/** Takes a line of another file. */
	LINE_OF_ANOTHER_FILE {

		@Override
		String damage(String text, String other, Random random) {
			List<String> others = other.lines().toList();
			return inLines(text,
					(lines) -> lines.set(random.nextInt(lines.size()), others.get(random.nextInt(others.size()))));
		}

	},

	/** Ends the file early. */
	TRUNCATE {

		@Override
		String damage(String text, String other, Random random) {
			return text.substring(0, random.nextInt(text.length() + 1));
		}

	},

	/** Removes some characters. */
	DELETE_TEXT {

		@Override
		String damage(String text, String other, Random random) {
			int from = random.nextInt(text.length() + 1);
			int to = Math.min(text.length(), from + 1 + random.nextInt(8));
			return text.substring(0, from) + text.substring(to);
		}

	},

	/** Inserts characters that have a meaning, or none, or should not be there. */
	INSERT_TEXT {

		@Override
		String damage(String text, String other, Random random) {
			return inserted(text, TEXTS.get(random.nextInt(TEXTS.size())), random);
		}

	},

	/** Gives a key another value, mostly of another type. */
	CHANGE_VALUE {

		@Override
		String damage(String text, String other, Random random) {
			return replaced(text, VALUE, VALUES.get(random.nextInt(VALUES.size())), random);
		}

	},

	/** Removes the value of a key. */
	DELETE_VALUE {

		@Override
		String damage(String text, String other, Random random) {
			return replaced(text, VALUE, "", random);
		}

	},

	/** Renames a key to another of the file, so that some are given twice. */
	SWAP_KEY {

		@Override
		String damage(String text, String other, Random random) {
			List<MatchResult> keys = KEY.matcher(other).results().toList();
			return keys.isEmpty() ? text : replaced(text, KEY, keys.get(random.nextInt(keys.size())).group(1), random);
		}

	},

	/** Misspells a key. */
	CHANGE_KEY {

		@Override
		String damage(String text, String other, Random random) {
			List<String> keys = List.of("", "<<", "a.b", "~", "null", "1", "? ", "Name", "x y", "'", "*a", "&a k",
					"!!k", "$schema", "reason", "acknowledge", "lock_timeout", "batch");
			return replaced(text, KEY, keys.get(random.nextInt(keys.size())), random);
		}

	},

	/** Nests a value deeply. */
	NEST {

		@Override
		String damage(String text, String other, Random random) {
			int depth = List.of(2, 20, 499, 501, 2000).get(random.nextInt(5));
			String opening = List.of("[", "{\"a\": ", "{a: ", "[{", "{a={b=", "(").get(random.nextInt(6));
			String closing = List.of("", "]", "}", "]}").get(random.nextInt(4));
			return replaced(text, VALUE, opening.repeat(depth) + "1" + closing.repeat(depth), random);
		}

	},

	/** Repeats values that repeat values. */
	MULTIPLY {

		@Override
		String damage(String text, String other, Random random) {
			StringBuilder lines = new StringBuilder("description: &a0 [x, x, x, x, x, x, x, x, x]\n");
			for (int i = 1; i < 2 + random.nextInt(12); i++) {
				lines.append(
						"a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", Collections.nCopies(9, "*a" + (i - 1)))));
			}
			return random.nextBoolean() ? lines + text : text + "\n" + lines;
		}

	};

	private static final Pattern KEY = Pattern.compile("\\b(\\w{1,60}+)(?=\"?[ \\t]*+[:=])");

	private static final Pattern VALUE = Pattern
		.compile("(?<=[:=] )([^,\\n{}\\[\\]]++|\\[[^\\]\\n]{0,99}\\]|\\{[^}\\n]{0,99}\\})");

	private static final List<String> TEXTS = List.of("\0", "\u0007", "\u001B", "\u007F", "\u0085", "\u00A0", "\u2028",
			"\u2029", "\u200B", "\uFEFF", "\uFFFE", "\uD83D\uDE00", "\t", "\r", "\n", "\n\n", "'", "\"", "\"\"\"",
			"'''", "`", "\\", "\\u0000", "\\ud800", "\\x", "{", "}", "[", "]", "[[", "]]", ":", ": ", "=", ",", "-",
			"- ", "#", " #", "/*", "//", "%", "%YAML 1.1\n---\n", "@", "!", "!!int ", "!!binary ", "!<x> ", "! ", "&a ",
			"*a ", "&a *a", "<<: *a", "? ", "|\n", ">-\n", "---\n", "...\n", "\n---\n", "\n...\n", "{{", "$", "${x}",
			";", "0x", "\u0661", "\uD801\uDC00");

	private static final List<String> VALUES = List.of("null", "~", "true", "false", "True", "yes", "0", "-1", "1.5",
			"1e400", "-1e-400", "9".repeat(60), "9".repeat(5000), "1e" + "9".repeat(30), "0x1F", "0o17", "0b11", ".inf",
			"-.inf", ".nan", "nan", "inf", "1_000", "2026-11-29", "2026-11-29T01:02:03Z", "[]", "{}", "[[]]", "[null]",
			"[1, a, true]", "{a: 1}", "{\"a\": 1}", "{a = 1}", "''", "\"\"", "'x'", "\"x\"", "\"\\u0000\"",
			"\"\\ud800\"", "'''\nx'''", "|\n  x", "x", "\"" + "x".repeat(5000) + "\"", "\"%s %d %n\"", "*a", "&a x",
			"!!int x", "!!str 1", "!x y", "\"${x}\"", "\"a\\nb\"", "[\"id\", \"id\"]", "[\"a\", 1]");

	/**
	 * Damages a text.
	 * @param text the text
	 * @param other another valid text
	 * @param random makes all choices
	 * @return the damaged text, which may still be valid
	 */
	abstract String damage(String text, String other, Random random);

	String inserted(String text, String inserted, Random random) {
		int at = random.nextInt(text.length() + 1);
		return text.substring(0, at) + inserted + text.substring(at);
	}

	private static String inLines(String text, Consumer<List<String>> change) {
		List<String> lines = new ArrayList<>(text.lines().toList());
		if (!lines.isEmpty()) {
			change.accept(lines);
		}
		return String.join("\n", lines);
	}

	private static String replaced(String text, Pattern pattern, String replacement, Random random) {
		List<MatchResult> found = pattern.matcher(text).results().toList();
		if (found.isEmpty()) {
			return text;
		}
		MatchResult one = found.get(random.nextInt(found.size()));
		return text.substring(0, one.start()) + replacement + text.substring(one.end());
	}

}
