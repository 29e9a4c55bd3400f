package io.github.versionedschema.migration.syntax;

import java.util.Optional;
import java.util.regex.Pattern;

import io.github.versionedschema.migration.place.FileProblems;
import io.github.versionedschema.migration.place.Position;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * YAML 1.2. Not read with Jackson, whose tokens lack the anchors of scalars and the
 * difference between quoted and plain scalars, and whose errors lack positions.
 */
final class YamlFormat implements MigrationFormat {

	private static final Position START = new Position(1, 1);

	private static final Pattern LINE_BREAK = Pattern.compile("\r\n|\r|\n");

	@Override
	public @Nullable Content read(String text, FileProblems problems) {
		try {
			return new YamlContentReader(new Parse(LoadSettings.builder().build()).parseString(text).iterator(),
					problems)
				.read();
		}
		catch (MarkedYamlEngineException ex) {
			String context = ex.getContext();
			problems.add(within(text, position(ex.getProblemMark().or(ex::getContextMark))),
					"not valid YAML: " + ((context != null) ? context + ": " : "") + ex.getProblem(), null);
		}
		catch (YamlEngineException ex) {
			problems.add(START, "not valid YAML: " + ex.getMessage(), null);
		}
		return null;
	}

	/** The scanner may have moved past the end of the file. */
	private static Position within(String text, Position position) {
		String[] lines = LINE_BREAK.split(text, -1);
		int line = Math.min(position.line(), lines.length);
		return new Position(line, Math.min(position.column(), lines[line - 1].length() + 1));
	}

	static Position position(Optional<Mark> mark) {
		return mark.map((place) -> new Position(place.getLine() + 1, place.getColumn() + 1)).orElse(START);
	}

}
