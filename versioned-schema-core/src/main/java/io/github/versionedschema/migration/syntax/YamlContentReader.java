package io.github.versionedschema.migration.syntax;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.ParserException;

import io.github.versionedschema.migration.place.FileProblems;
import io.github.versionedschema.migration.place.Position;
import io.github.versionedschema.migration.syntax.Content.Field;
import io.github.versionedschema.migration.syntax.Content.Fields;
import io.github.versionedschema.migration.syntax.Content.Items;
import io.github.versionedschema.migration.syntax.Content.Scalar.Kind;
import io.github.versionedschema.migration.syntax.Content.Scalar;

/** Builds content from YAML events, and replaces aliases with their anchored values. */
final class YamlContentReader {

	/** The same limit as Jackson's for JSON. */
	private static final int DEEPEST = 500;

	/** Far more than a migration needs, and few enough for memory. */
	private static final int MOST_VALUES = 200_000;

	private final Map<Anchor, Anchored> anchors = new HashMap<>();

	private final Iterator<Event> events;

	private final FileProblems problems;

	private final ContentBuilder builder;

	private final YamlScalars scalars;

	private int values;

	private int depth;

	YamlContentReader(Iterator<Event> events, FileProblems problems) {
		this.events = events;
		this.problems = problems;
		this.builder = new ContentBuilder(problems);
		this.scalars = new YamlScalars(this.builder, problems);
	}

	/** Reads the whole file, or returns null if there is nothing in it. */
	@Nullable Content read() {
		Content content = null;
		while (this.events.hasNext()) {
			Event event = this.events.next();
			if (event instanceof NodeEvent node) {
				if (content != null) {
					this.builder.secondDocument(YamlFormat.position(event.getStartMark()));
					break;
				}
				content = value(node);
			}
		}
		return (content instanceof Scalar scalar && scalar.kind() == Kind.EMPTY) ? null : content;
	}

	private Content value(NodeEvent event) {
		this.values++;
		if (event instanceof AliasEvent alias) {
			return repeated(alias);
		}
		int before = this.values;
		Content value = (event instanceof ScalarEvent scalar) ? this.scalars.read(scalar)
				: collection((CollectionStartEvent) event);
		event.getAnchor().ifPresent((anchor) -> this.anchors.put(anchor, new Anchored(value, this.values - before)));
		return value;
	}

	private Content collection(CollectionStartEvent event) {
		if (++this.depth > DEEPEST) {
			throw new ParserException("the nesting is deeper than " + DEEPEST, event.getStartMark());
		}
		this.scalars.checkTag(event);
		Content content = (event.getEventId() == Event.ID.MappingStart) ? object(event) : array(event);
		this.depth--;
		return content;
	}

	private Fields object(CollectionStartEvent start) {
		List<Field> fields = new ArrayList<>();
		while (this.events.next() instanceof NodeEvent event) {
			Position position = YamlFormat.position(event.getStartMark());
			Content key = value(event);
			if (!(key instanceof Scalar)) {
				this.problems.add(position, "a key must be text, and it is " + key.describe(), null);
			}
			Content value = value((NodeEvent) this.events.next());
			if (key instanceof Scalar scalar) {
				fields.add(new Field(scalar.text(), position, value));
			}
		}
		return this.builder.object(YamlFormat.position(start.getStartMark()), fields);
	}

	private Items array(CollectionStartEvent start) {
		List<Content> items = new ArrayList<>();
		while (this.events.next() instanceof NodeEvent event) {
			items.add(value(event));
		}
		return new Items(YamlFormat.position(start.getStartMark()), items);
	}

	private Content repeated(AliasEvent alias) {
		Position position = YamlFormat.position(alias.getStartMark());
		Optional<Anchored> anchored = Optional.ofNullable(this.anchors.get(alias.getAlias()));
		this.values += anchored.map(Anchored::size).orElse(0);
		if (this.values > MOST_VALUES) {
			throw new ParserException("the aliases repeat more than %d values".formatted(MOST_VALUES),
					alias.getStartMark());
		}
		return anchored.map(Anchored::value).orElseGet(() -> {
			String name = alias.getAlias().getValue();
			this.problems.add(position, "the alias '*%s' has no anchor before it".formatted(name),
					"Mark the value that it repeats with '&%s'".formatted(name));
			return new Scalar(position, Kind.NULL, "null");
		});
	}

	private record Anchored(Content value, int size) {

	}

}
