package io.github.versionedschema.migration.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.versionedschema.migration.model.ObjectType;
import io.github.versionedschema.migration.place.FileProblems;
import io.github.versionedschema.migration.syntax.Content.Field;
import io.github.versionedschema.migration.syntax.Content.Fields;
import io.github.versionedschema.migration.syntax.Content.Items;
import io.github.versionedschema.migration.syntax.Content.Scalar.Kind;
import io.github.versionedschema.migration.syntax.Content.Scalar;
import io.github.versionedschema.migration.syntax.Content;

/**
 * An object whose keys are the components of a record.
 *
 * @param type the class of the record
 * @param components the components of the record, in its order
 */
public record RecordShape(Class<?> type, List<Component> components) implements Shape {

	private static final String TYPE = "type";

	@Override
	public Content check(Content value, String path, FileProblems problems) {
		if (!(value instanceof Fields fields)) {
			problems.add(value.position(), "'%s' must be an object, and it is %s".formatted(path, value.describe()),
					null);
			return value;
		}
		reportMissing(fields, path, problems);
		List<Field> checked = new ArrayList<>();
		Enum<?> type = type(fields);
		for (Field field : fields.fields()) {
			Field kept = isOfOtherType(field, type, path, problems) ? null : check(field, path, problems);
			if (kept != null) {
				checked.add(kept);
			}
		}
		return new Fields(fields.position(), checked);
	}

	private void reportMissing(Fields fields, String path, FileProblems problems) {
		for (Component component : this.components) {
			if (component.required() && fields.find(component.key()) == null) {
				problems.add(fields.position(), "the key '%s' is missing".formatted(nested(path, component.key())),
						null);
			}
		}
	}

	/** Returns the type of the object, if it names one. */
	private @Nullable Enum<?> type(Fields fields) {
		Component component = component(TYPE);
		Field field = fields.find(TYPE);
		return (component != null && component.shape() instanceof Choice choice && field != null
				&& field.value() instanceof Scalar scalar && scalar.kind() == Kind.TEXT)
						? EnumReader.find(choice.type(), scalar.text()) : null;
	}

	/** Reports a known key that an object of the type does not have. */
	private boolean isOfOtherType(Field field, @Nullable Enum<?> type, String path, FileProblems problems) {
		if (!(type instanceof ObjectType object) || object.keys().contains(field.key())
				|| !isOfSomeType(field.key(), type) || component(field.key()) == null || saysNothing(field.value())) {
			return false;
		}
		problems.add(field.position(), "'%s' does not belong to type %s, which has %s"
			.formatted(nested(path, field.key()), EnumReader.name(type), String.join(", ", object.keys())),
				"Leave the key out");
		return true;
	}

	/** Other keys, such as the name, do not depend on the type. */
	private static boolean isOfSomeType(String key, Enum<?> type) {
		return Stream.of(type.getDeclaringClass().getEnumConstants())
			.anyMatch((other) -> ((ObjectType) other).keys().contains(key));
	}

	/** Programs also write keys that mean the same as an absent key. */
	private static boolean saysNothing(Content value) {
		return (value instanceof Scalar scalar && (scalar.isNull() || scalar.text().equalsIgnoreCase("false")))
				|| (value instanceof Items items && items.items().isEmpty());
	}

	private @Nullable Field check(Field field, String path, FileProblems problems) {
		Component component = component(field.key());
		String nested = nested(path, field.key());
		if (component == null) {
			problems.add(field.position(), "unknown key '%s'".formatted(nested), advice(field.key()));
			return null;
		}
		if (field.value() instanceof Scalar scalar && scalar.isNull() && !component.shape().acceptsNull()) {
			return checkNull(field, scalar, component, nested, problems);
		}
		return field.withValue(component.shape().check(field.value(), nested, problems));
	}

	/** An explicit null is the same as an absent key. */
	private @Nullable Field checkNull(Field field, Scalar value, Component component, String path,
			FileProblems problems) {
		if (component.required() || value.kind() == Kind.EMPTY) {
			problems.add(field.position(), "'%s' has no value".formatted(path),
					component.required() ? null : "Leave the key out, or give it a value");
		}
		return null;
	}

	public boolean has(String key) {
		return component(key) != null;
	}

	private @Nullable Component component(String key) {
		return this.components.stream().filter((component) -> component.key().equals(key)).findFirst().orElse(null);
	}

	private String advice(String key) {
		if (key.equals("<<")) {
			return "YAML 1.2 has no merge keys: write the keys out";
		}
		return new NearestKey(this.components.stream().map(Component::key).toList()).advice(key);
	}

	private static String nested(String path, String key) {
		return path.isEmpty() ? key : path + "." + key;
	}

	/** A required or optional key of the object. */
	record Component(String key, Shape shape, boolean required) {

	}

}
