package io.github.versionedschema.plan.operation;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.type.ReplacedType;
import io.github.versionedschema.plan.text.NewerTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Operations with the names of types as the newer version means them. What an operation
 * consists of are records, lists, maps and texts.
 */
public final class NewerNames {

	/** The component of a record that is a type, and not an expression. */
	private static final String TYPE = "type";

	/** The component of a record that is free text. */
	private static final String COMMENT = "comment";

	private final NewerTypes types;

	private NewerNames(NewerTypes types) {
		this.types = types;
	}

	/**
	 * Returns an operation with the names of the enums that the newer version has for
	 * itself so far. User SQL is about the base schema, and keeps its own.
	 */
	public static SchemaOperation in(SchemaDraft draft, SchemaOperation operation) {
		Map<String, String> schemas = draft.types()
			.replaced()
			.stream()
			.collect(Collectors.toMap(ReplacedType::name, ReplacedType::schema));
		if (schemas.isEmpty() || operation instanceof Sql) {
			return operation;
		}
		return (SchemaOperation) new NewerNames(new NewerTypes(draft.catalogue().schema(), schemas))
			.record((Record) operation);
	}

	private @Nullable Object value(String name, @Nullable Object value) {
		if (value instanceof String text && !name.equals(COMMENT)) {
			return name.equals(TYPE) ? this.types.type(text) : this.types.apply(text);
		}
		if (value instanceof Record record) {
			return record(record);
		}
		if (value instanceof List<?> list) {
			return list.stream().map((element) -> value(name, element)).toList();
		}
		if (value instanceof Map<?, ?> map) {
			Map<Object, @Nullable Object> values = new LinkedHashMap<>();
			map.forEach((key, element) -> values.put(key, value(name, element)));
			return values;
		}
		return value;
	}

	private Record record(Record record) {
		RecordComponent[] components = record.getClass().getRecordComponents();
		List<@Nullable Object> values = new ArrayList<>();
		for (RecordComponent component : components) {
			values.add(value(component.getName(), ReflectionUtils.invokeMethod(component.getAccessor(), record)));
		}
		Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
		try {
			Constructor<? extends Record> constructor = record.getClass().getDeclaredConstructor(types);
			return BeanUtils.instantiateClass(constructor, values.toArray());
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException("A record without its constructor: " + record.getClass(), ex);
		}
	}

}
