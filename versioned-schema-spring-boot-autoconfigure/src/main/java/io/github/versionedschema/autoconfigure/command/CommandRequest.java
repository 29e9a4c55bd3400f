package io.github.versionedschema.autoconfigure.command;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The call of an operator command. It is read from the command line, system properties
 * and environment variables only: a file that is deployed with the application must not
 * turn the application into a command.
 *
 * @param command the command as it was written
 * @param output form of the result, as it was written
 */
record CommandRequest(String command, String output) {

	private static final String PREFIX = "versioned-schema.";

	private static final Set<String> SOURCES = Set.of(CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME,
			StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME,
			StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);

	/**
	 * Finds the call.
	 * @return the call, or null when the application is to be started
	 */
	static @Nullable CommandRequest in(ConfigurableEnvironment environment) {
		List<PropertySource<?>> sources = environment.getPropertySources()
			.stream()
			.filter((source) -> SOURCES.contains(source.getName()))
			.<PropertySource<?>>map((source) -> source)
			.toList();
		Binder binder = new Binder(ConfigurationPropertySources.from(sources));
		String command = get(binder, "command");
		return (command != null)
				? new CommandRequest(command, Objects.requireNonNullElse(get(binder, "output"), "text")) : null;
	}

	private static @Nullable String get(Binder binder, String name) {
		return binder.bind(PREFIX + name, Bindable.of(String.class)).orElse(null);
	}

	/**
	 * Returns whether the result is one JSON document.
	 */
	boolean isJson() {
		return this.output.strip().toLowerCase(Locale.ROOT).equals("json");
	}

	/**
	 * Returns the command.
	 * @throws InvalidCallException if there is none of that name, or no such output
	 */
	OperatorCommand operatorCommand() {
		OperatorCommand result = OperatorCommand.of(this.command);
		if (!isJson() && !this.output.strip().toLowerCase(Locale.ROOT).equals("text")) {
			throw new InvalidCallException("There is no output \"%s\"".formatted(this.output),
					"Use text or json for versioned-schema.output.");
		}
		return result;
	}

}
