package io.github.versionedschema.journal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.MutableConfigOverride;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Converts rows and plans to JSON, with keys like columns and enums like the states in
 * the tables. A collection that an earlier release did not write is empty.
 */
public final class JournalJson {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
		.withConfigOverride(List.class, JournalJson::emptyIfMissing)
		.withConfigOverride(Set.class, JournalJson::emptyIfMissing)
		.withConfigOverride(Map.class, JournalJson::emptyIfMissing)
		.build();

	private JournalJson() {
	}

	private static void emptyIfMissing(MutableConfigOverride collections) {
		collections.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
	}

	static <T> T read(String json, Class<T> type) {
		return MAPPER.readValue(json, type);
	}

	static <T> List<T> readList(String json, Class<T> type) {
		return MAPPER.readerForListOf(type).readValue(json);
	}

	/** Returns a constant as it is stored in a column. */
	static String text(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

	public static String write(Object value) {
		return MAPPER.writeValueAsString(value);
	}

}
