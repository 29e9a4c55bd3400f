package io.github.versionedschema.migration;

import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/** YAML 1.2: {@code yes}, {@code no} and {@code on} are text. */
final class YamlFormat implements MigrationFormat {

	private final YAMLFactory factory = new YAMLFactory();

	@Override
	public Set<String> extensions() {
		return Set.of("yaml", "yml");
	}

	@Override
	public @Nullable Content read(String text, FileProblems problems) {
		try (YAMLParser parser = (YAMLParser) this.factory.createParser(ObjectReadContext.empty(), text)) {
			return new YamlContentReader(parser, problems).read();
		}
		catch (JacksonException ex) {
			problems.add(position(ex), "not valid YAML: " + message(ex), null);
			return null;
		}
	}

	// Jackson's own location is that of the last good token, and its message has several
	// lines.
	private static Position position(JacksonException ex) {
		if (ex.getCause() instanceof MarkedYamlEngineException marked) {
			Optional<Mark> mark = marked.getProblemMark().or(marked::getContextMark);
			if (mark.isPresent()) {
				return new Position(mark.get().getLine() + 1, mark.get().getColumn() + 1);
			}
		}
		TokenStreamLocation location = ex.getLocation();
		return (location != null) ? new Position(location.getLineNr(), location.getColumnNr()) : new Position(1, 1);
	}

	private static String message(JacksonException ex) {
		if (ex.getCause() instanceof MarkedYamlEngineException marked) {
			String context = marked.getContext();
			String problem = marked.getProblem();
			return (context != null) ? context + ": " + problem : problem;
		}
		return ex.getOriginalMessage().lines().findFirst().orElse("");
	}

}
