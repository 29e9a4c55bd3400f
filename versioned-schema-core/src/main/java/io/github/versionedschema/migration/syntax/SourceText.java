package io.github.versionedschema.migration.syntax;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.versionedschema.migration.place.FileProblems;
import io.github.versionedschema.migration.place.Position;
import org.jspecify.annotations.Nullable;

/** Decodes the bytes of a file as text, or reports where they are invalid. */
public final class SourceText {

	private static final char BYTE_ORDER_MARK = '\uFEFF';

	private static final Pattern CONTROL_CHARACTER = Pattern
		.compile("[\\x00-\\x1F\\x7F-\\x9F\\uFFFE\\uFFFF&&[^\\t\\n\\r\\x85]]");

	private static final Pattern LINE_BREAK = Pattern.compile("\r\n|\r|\n");

	private final FileProblems problems;

	public SourceText(FileProblems problems) {
		this.problems = problems;
	}

	/**
	 * Returns the text, or null if it is invalid, in which case the problem is reported.
	 */
	public @Nullable String decode(byte[] bytes) {
		CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
		CharBuffer decoded = CharBuffer.allocate(bytes.length + 1);
		CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), decoded, true);
		String text = decoded.flip().toString();
		if (result.isError()) {
			this.problems.add(end(text), "the file is not encoded in UTF-8", "Save it as UTF-8");
			return null;
		}
		if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
			text = text.substring(1);
		}
		if (text.isBlank()) {
			this.problems.add("the file is empty", "Remove it, or write 'operations' into it");
			return null;
		}
		return hasControlCharacter(text) ? null : text;
	}

	private boolean hasControlCharacter(String text) {
		Matcher matcher = CONTROL_CHARACTER.matcher(text);
		if (!matcher.find()) {
			return false;
		}
		char character = text.charAt(matcher.start());
		this.problems.add(end(text.substring(0, matcher.start())),
				(character != 0) ? "the file contains the control character U+%04X".formatted((int) character)
						: "the file contains a NUL character",
				"Remove it, or save the file as UTF-8 if it is in another encoding");
		return true;
	}

	private static Position end(String text) {
		String[] lines = LINE_BREAK.split(text, -1);
		return new Position(lines.length, lines[lines.length - 1].length() + 1);
	}

}
