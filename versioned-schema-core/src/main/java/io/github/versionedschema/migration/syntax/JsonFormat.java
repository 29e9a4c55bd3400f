package io.github.versionedschema.migration.syntax;

import io.github.versionedschema.migration.place.FileProblems;
import io.github.versionedschema.migration.place.Position;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/** Strict JSON. */
final class JsonFormat implements MigrationFormat {

	@Override
	public @Nullable Content read(String text, FileProblems problems) {
		try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
			return new JsonContentReader(parser, problems).read();
		}
		catch (UnexpectedEndOfInputException ex) {
			problems.add(position(ex), "not valid JSON: the file ends before everything in it is closed", null);
			return null;
		}
		catch (JacksonException ex) {
			problems.add(position(ex), "not valid JSON: " + ex.getOriginalMessage(), null);
			return null;
		}
	}

	private static Position position(JacksonException ex) {
		TokenStreamLocation location = ex.getLocation();
		return (location != null) ? new Position(location.getLineNr(), location.getColumnNr()) : new Position(1, 1);
	}

}
