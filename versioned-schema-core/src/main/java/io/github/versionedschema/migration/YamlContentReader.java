package io.github.versionedschema.migration;

import java.util.HashMap;
import java.util.Map;

import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLParser;

import io.github.versionedschema.migration.Content.Scalar;
import io.github.versionedschema.migration.Content.Scalar.Kind;

/**
 * Resolves what YAML has beyond JSON: anchors with their aliases, and nulls that are not
 * written down.
 */
final class YamlContentReader extends ContentReader {

	/** Far more than a migration needs, and few enough to hold. */
	private static final int MOST_VALUES = 200_000;

	private final Map<String, Anchored> anchors = new HashMap<>();

	private final YAMLParser parser;

	private final FileProblems problems;

	private int values;

	YamlContentReader(YAMLParser parser, FileProblems problems) {
		super(parser, problems);
		this.parser = parser;
		this.problems = problems;
	}

	@Override
	Content value() {
		this.values++;
		if (this.parser.isCurrentAlias()) {
			return alias();
		}
		String anchor = this.parser.getObjectId();
		int before = this.values;
		Content value = isTilde() ? super.nothing(position()) : super.value();
		if (anchor != null) {
			this.anchors.put(anchor, new Anchored(value, this.values - before));
		}
		return value;
	}

	@Override
	Content nothing(Position position) {
		return this.parser.getString().isEmpty() ? new Scalar(position, Kind.EMPTY, "") : super.nothing(position);
	}

	private Content alias() {
		Position position = position();
		String name = this.parser.getString();
		Anchored anchored = this.anchors.get(name);
		if (anchored == null) {
			this.problems.add(position, "the alias '*%s' has no anchor before it".formatted(name),
					"Mark the value that it repeats with '&%s'".formatted(name));
			return super.nothing(position);
		}
		if (this.values + anchored.size() > MOST_VALUES) {
			this.problems.add(position, "the aliases repeat more than %d values".formatted(MOST_VALUES), null);
			return super.nothing(position);
		}
		this.values += anchored.size();
		return anchored.value();
	}

	// Jackson reads YAML's other spelling of null as text.
	private boolean isTilde() {
		return this.parser.currentToken() == JsonToken.VALUE_STRING && "~".equals(this.parser.getString());
	}

	private record Anchored(Content value, int size) {

	}

}
