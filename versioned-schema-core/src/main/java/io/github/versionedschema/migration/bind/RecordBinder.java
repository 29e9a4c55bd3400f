package io.github.versionedschema.migration.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

import io.github.versionedschema.migration.place.FileProblems;
import io.github.versionedschema.migration.place.Position;
import io.github.versionedschema.migration.syntax.Content.Field;
import io.github.versionedschema.migration.syntax.Content.Fields;
import io.github.versionedschema.migration.syntax.Content.Items;
import io.github.versionedschema.migration.syntax.Content;

/** Creates records from content after validating its shape. */
public final class RecordBinder {

	/** Shared, as it learns the records that it creates. */
	private static final JsonMapper MAPPER = JsonMapper.builder()
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
		.withConfigOverride(List.class, (list) -> list.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
		.withConfigOverride(Map.class,
				(map) -> map.setNullHandling(JsonSetter.Value.construct(Nulls.AS_EMPTY, Nulls.SKIP)))
		.addModule(new SimpleModule().setDeserializers(new EnumReader.ForEveryEnum())
			.addDeserializer(String.class, new TextReader()))
		.build();

	private final Shapes shapes = new Shapes(MAPPER.deserializationConfig());

	public RecordShape shape(Class<?> type) {
		return this.shapes.record(type);
	}

	/**
	 * Creates a record.
	 * @param content the content, which {@link #shape(Class) its shape} has validated
	 * @param type the record's class
	 * @param problems the collector of errors that the record itself raises
	 * @return the record, or null if it was refused
	 */
	public <T> @Nullable T bind(Content content, Class<T> type, FileProblems problems) {
		try {
			return MAPPER.treeToValue(content.toJson(), type);
		}
		catch (JacksonException ex) {
			String message = (ex.getCause() instanceof IllegalArgumentException refusal) ? refusal.getMessage()
					: ex.getOriginalMessage();
			problems.add(position(content, new ArrayList<>(ex.getPath())), String.valueOf(message), null);
			return null;
		}
	}

	private static Position position(Content content, List<JacksonException.Reference> path) {
		Content place = content;
		for (JacksonException.Reference reference : path) {
			Content next = child(place, reference);
			if (next == null) {
				break;
			}
			place = next;
		}
		return place.position();
	}

	private static @Nullable Content child(Content content, JacksonException.Reference reference) {
		if (content instanceof Items items && reference.getIndex() >= 0
				&& reference.getIndex() < items.items().size()) {
			return items.items().get(reference.getIndex());
		}
		Field field = (content instanceof Fields fields && reference.getPropertyName() != null)
				? fields.find(reference.getPropertyName()) : null;
		return (field != null) ? field.value() : null;
	}

}
