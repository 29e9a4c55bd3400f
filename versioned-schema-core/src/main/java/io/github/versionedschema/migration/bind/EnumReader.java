package io.github.versionedschema.migration.bind;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleDeserializers;

/**
 * Reads the constants of an enum in upper or lower case, with space or underscore: {@code
 * SET NULL} as in SQL, {@code primary_key} as in files.
 */
final class EnumReader extends StdDeserializer<Object> {

	private final Class<? extends Enum<?>> type;

	EnumReader(Class<? extends Enum<?>> type) {
		super(type);
		this.type = type;
	}

	@Override
	public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
		Enum<?> constant = find(this.type, parser.getString());
		return (constant != null) ? constant
				: context.handleWeirdStringValue(this.type, parser.getString(), "not one of the constants");
	}

	static @Nullable Enum<?> find(Class<? extends Enum<?>> type, String text) {
		String name = text.strip().replace(' ', '_');
		return Arrays.stream(type.getEnumConstants())
			.filter((constant) -> constant.name().equalsIgnoreCase(name))
			.findFirst()
			.orElse(null);
	}

	/** Returns the notation of the constant in files. */
	static String name(Enum<?> constant) {
		return constant.name().replace('_', ' ');
	}

	@SuppressWarnings("unchecked")
	static Class<? extends Enum<?>> enumType(Class<?> type) {
		return (Class<? extends Enum<?>>) type.asSubclass(Enum.class);
	}

	/** Configures Jackson to read every enum this way. */
	static final class ForEveryEnum extends SimpleDeserializers {

		private static final long serialVersionUID = 1L;

		@Override
		public ValueDeserializer<?> findEnumDeserializer(JavaType type, DeserializationConfig config,
				BeanDescription.Supplier description) {
			return new EnumReader(enumType(type.getRawClass()));
		}

	}

}
