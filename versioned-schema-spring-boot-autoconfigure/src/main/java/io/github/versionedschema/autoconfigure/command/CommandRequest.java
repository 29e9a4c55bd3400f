package io.github.versionedschema.autoconfigure.command;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import io.github.versionedschema.autoconfigure.VersionedSchemaProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Call of an operator command. It is read from the command line, system properties and
 * environment variables only: a file that is deployed with the application must not turn
 * the application into a command.
 *
 * @param command name of the command, as given
 * @param output format of the result, as given
 */
record CommandRequest(String command, String output) {

	/** Prefix of the library's properties. */
	static final ConfigurationPropertyName PROPERTIES = ConfigurationPropertyName.of("versioned-schema");

	private static final Set<String> SOURCES = Set.of(CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME,
			StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME,
			StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);

	/**
	 * Finds the call.
	 * @return the call, or null when the application is to be started
	 */
	static @Nullable CommandRequest in(ConfigurableEnvironment environment) {
		// Every start runs this, so it avoids a Binder, which is slow to create.
		Iterable<ConfigurationPropertySource> sources = sources(environment, SOURCES);
		String command = get(sources, "command");
		return (command != null)
				? new CommandRequest(command, Objects.requireNonNullElse(get(sources, "output"), "text")) : null;
	}

	private static Iterable<ConfigurationPropertySource> sources(ConfigurableEnvironment environment,
			Set<String> names) {
		return ConfigurationPropertySources.from(environment.getPropertySources()
			.stream()
			.filter((source) -> names.contains(source.getName()))
			.<PropertySource<?>>map((source) -> source)
			.toList());
	}

	private static @Nullable String get(Iterable<ConfigurationPropertySource> sources, String name) {
		ConfigurationPropertyName property = PROPERTIES.append(name);
		for (ConfigurationPropertySource source : sources) {
			ConfigurationProperty found = source.getConfigurationProperty(property);
			if (found != null) {
				return found.getValue().toString();
			}
		}
		return null;
	}

	/**
	 * Returns whether the result is one JSON document.
	 */
	boolean isJson() {
		return this.output.strip().toLowerCase(Locale.ROOT).equals("json");
	}

	/**
	 * Returns the command.
	 * @throws InvalidCallException if there is none of that name
	 */
	OperatorCommand operatorCommand() {
		return OperatorCommand.of(this.command);
	}

	/**
	 * Checks the call before the application context exists.
	 * @param environment that contains the call
	 * @throws InvalidCallException if there is no such command, output or option
	 */
	void check(ConfigurableEnvironment environment) {
		operatorCommand();
		if (!isJson() && !this.output.strip().toLowerCase(Locale.ROOT).equals("text")) {
			throw new InvalidCallException("There is no output \"%s\"".formatted(this.output),
					"Use text or json for versioned-schema.output.");
		}
		List<String> unknown = unknown(environment);
		if (!unknown.isEmpty()) {
			throw new InvalidCallException("There is no option " + String.join(", ", unknown),
					"Correct its name; docs/properties.md lists all of them.");
		}
	}

	/**
	 * Returns command-line options with the library's prefix that do not exist.
	 */
	private static List<String> unknown(ConfigurableEnvironment environment) {
		try {
			new Binder(sources(environment, Set.of(CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME))).bind(
					PROPERTIES, Bindable.of(VersionedSchemaProperties.class),
					new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
			return List.of();
		}
		catch (BindException ex) {
			// An invalid value is reported when the application's properties are bound.
			return (ex.getCause() instanceof UnboundConfigurationPropertiesException unbound)
					? unbound.getUnboundProperties().stream().map((property) -> "--" + property.getName()).toList()
					: List.of();
		}
	}

}
