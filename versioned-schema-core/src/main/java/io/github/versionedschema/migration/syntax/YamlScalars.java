package io.github.versionedschema.migration.syntax;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.JsonScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;

import io.github.versionedschema.migration.place.FileProblems;
import io.github.versionedschema.migration.place.Position;
import io.github.versionedschema.migration.syntax.Content.Scalar.Kind;
import io.github.versionedschema.migration.syntax.Content.Scalar;

/**
 * Resolves plain YAML scalars. They are resolved as in JSON; in addition, {@code ~} is
 * null and {@code True} is true. {@code NULL} is text, as it usually means the SQL
 * keyword.
 */
final class YamlScalars {

	private static final Map<Tag, Kind> KINDS = Map.of(Tag.STR, Kind.TEXT, Tag.INT, Kind.NUMBER, Tag.FLOAT, Kind.NUMBER,
			Tag.BOOL, Kind.BOOLEAN, Tag.NULL, Kind.NULL);

	private static final Set<String> MORE_BOOLEANS = Set.of("True", "TRUE", "False", "FALSE");

	private final ScalarResolver resolver = new JsonScalarResolver();

	private final ContentBuilder builder;

	private final FileProblems problems;

	YamlScalars(ContentBuilder builder, FileProblems problems) {
		this.builder = builder;
		this.problems = problems;
	}

	Scalar read(ScalarEvent event) {
		Position position = YamlFormat.position(event.getStartMark());
		String text = this.builder.text(event.getValue(), position);
		Kind kind = kind(event, position);
		return new Scalar(position, kind, (kind == Kind.BOOLEAN) ? text.toLowerCase(Locale.ROOT) : text);
	}

	/** Tags are not supported, as the type of a value is determined by its key. */
	void checkTag(CollectionStartEvent event) {
		Optional<String> tag = event.getTag();
		if (tag.isPresent() && !Set.of(Tag.MAP.getValue(), Tag.SEQ.getValue(), "!").contains(tag.get())) {
			unknownTag(tag.get(), YamlFormat.position(event.getStartMark()));
		}
	}

	private Kind kind(ScalarEvent event, Position position) {
		String text = event.getValue();
		if (event.getTag().isPresent() && !event.getTag().get().equals("!")) {
			return tagged(event.getTag().get(), position);
		}
		if (!event.isPlain() || event.getTag().isPresent()) {
			return Kind.TEXT;
		}
		if (text.isEmpty()) {
			return Kind.EMPTY;
		}
		if (text.equals("~")) {
			return Kind.NULL;
		}
		return MORE_BOOLEANS.contains(text) ? Kind.BOOLEAN
				: KINDS.getOrDefault(this.resolver.resolve(text, true), Kind.TEXT);
	}

	private Kind tagged(String tag, Position position) {
		Kind kind = KINDS.get(new Tag(tag));
		if (kind == null) {
			unknownTag(tag, position);
			return Kind.TEXT;
		}
		return kind;
	}

	private void unknownTag(String tag, Position position) {
		this.problems.add(position, "the tag '%s' is not known".formatted(tag), "Remove it");
	}

}
