package io.github.versionedschema.migration.bind;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.versionedschema.migration.bind.RecordShape.Component;
import io.github.versionedschema.migration.model.Change;
import io.github.versionedschema.migration.model.ComputedValue;
import io.github.versionedschema.migration.model.Defaulted;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.cfg.MapperConfig;

/**
 * Derives shapes from the types of records, as the record is the only description of an
 * operation.
 */
final class Shapes {

	/**
	 * Keys of texts that programs also write when they have nothing to say.
	 */
	private static final Set<String> OFTEN_BLANK = Set.of("up", "down", "comment", "description");

	private final Map<Class<?>, RecordShape> records = new HashMap<>();

	private final MapperConfig<?> config;

	Shapes(MapperConfig<?> config) {
		this.config = config;
	}

	RecordShape record(Class<?> type) {
		RecordShape known = this.records.get(type);
		if (known != null) {
			return known;
		}
		RecordShape shape = new RecordShape(type,
				Arrays.stream(type.getRecordComponents()).map(this::component).toList());
		this.records.put(type, shape);
		return shape;
	}

	private Component component(RecordComponent component) {
		String key = key(component);
		boolean required = !component.getType().isPrimitive() && component.getType() != Change.class
				&& !component.isAnnotationPresent(Defaulted.class)
				&& !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
		return new Component(key, shape(component, !required && OFTEN_BLANK.contains(key)), required);
	}

	private Shape shape(RecordComponent component, boolean mayBeBlank) {
		Shape shape = shape(component.getGenericType(), mayBeBlank);
		JsonDeserialize custom = component.getAccessor().getAnnotation(JsonDeserialize.class);
		return (custom != null && custom.using() == IndexFieldsReader.class) ? new IndexFieldsShape(shape) : shape;
	}

	private Shape shape(Type type, boolean mayBeBlank) {
		if (type instanceof ParameterizedType parameterized) {
			Type[] arguments = parameterized.getActualTypeArguments();
			Type content = arguments[arguments.length - 1];
			if (parameterized.getRawType() == List.class) {
				return new Shape.Listing(() -> shape(content, mayBeBlank));
			}
			if (parameterized.getRawType() == Map.class) {
				return new Shape.Mapping(() -> shape(content, mayBeBlank));
			}
		}
		return (type instanceof Class<?> plain) ? shape(plain, mayBeBlank) : new Shape.Anything();
	}

	private Shape shape(Class<?> type, boolean mayBeBlank) {
		if (type == String.class) {
			return new Shape.Text(mayBeBlank);
		}
		if (type == boolean.class || type == Boolean.class) {
			return new Shape.Flag();
		}
		if (type == Change.class) {
			return new Shape.Changing(new Shape.Text(mayBeBlank));
		}
		if (type == ComputedValue.class) {
			return new ComputedValueShape(new Shape.Text(mayBeBlank), record(type));
		}
		if (type.isEnum()) {
			return new Shape.Choice(EnumReader.enumType(type));
		}
		return type.isRecord() ? record(type) : new Shape.Anything();
	}

	private String key(RecordComponent component) {
		JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
		if (property != null && !property.value().isEmpty()) {
			return property.value();
		}
		return PropertyNamingStrategies.SNAKE_CASE.nameForField(this.config, null, component.getName());
	}

}
