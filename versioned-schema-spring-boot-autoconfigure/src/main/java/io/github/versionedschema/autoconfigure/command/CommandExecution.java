package io.github.versionedschema.autoconfigure.command;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.versionedschema.autoconfigure.VersionedSchemaProperties;
import io.github.versionedschema.autoconfigure.schemas.MigratedSchema;
import io.github.versionedschema.autoconfigure.schemas.MigratedSchemas;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplication.AbandonedRunException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.StringUtils;

/**
 * Runs one command, from its call to the end of the process. Until then standard output
 * is reserved for the result; all other output is redirected to standard error.
 */
final class CommandExecution {

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

	private final CommandRequest request;

	private final CommandExit exit;

	private final PrintStream out = System.out;

	private final PrintStream err = System.err;

	private final Runnable shutdownHandler = this::shutDown;

	private final CountDownLatch told = new CountDownLatch(1);

	private final AtomicBoolean finished = new AtomicBoolean();

	private volatile boolean running;

	/** Name of the schema, in an application with several. */
	private volatile @Nullable String schema;

	CommandExecution(CommandRequest request, CommandExit exit) {
		this.request = request;
		this.exit = exit;
	}

	/**
	 * Redirects all other output from standard output to standard error.
	 */
	void begin() {
		System.setOut(this.err);
		SpringApplication.getShutdownHandlers().add(this.shutdownHandler);
	}

	/**
	 * Restores standard output, as there is no command.
	 */
	void abandon() {
		System.setOut(this.out);
		SpringApplication.getShutdownHandlers().remove(this.shutdownHandler);
	}

	/**
	 * Checks the call before the application context exists.
	 * @param environment that contains the call
	 * @throws AbandonedRunException if the call is invalid and the exit did not end the
	 * process
	 */
	void check(ConfigurableEnvironment environment) {
		try {
			this.request.check(environment);
		}
		catch (InvalidCallException ex) {
			fail(ex, null);
			throw new AbandonedRunException();
		}
	}

	/**
	 * Runs the command with the beans of a context and ends the process.
	 * @throws AbandonedRunException if the exit did not end the process
	 */
	void run(ConfigurableApplicationContext context) {
		this.running = true;
		CommandResult result;
		try {
			result = result(context);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			result = failure(ex, context);
		}
		catch (ExecutionException ex) {
			result = failure(Objects.requireNonNullElse(ex.getCause(), ex), context);
		}
		catch (RuntimeException | Error ex) {
			result = failure(ex, context);
		}
		// Before the context is closed, as a shutdown may already be waiting for that.
		tell(result);
		context.close();
		this.exit.exit(result.exitStatus());
		throw new AbandonedRunException();
	}

	private CommandResult result(ConfigurableApplicationContext context)
			throws InterruptedException, ExecutionException {
		MigratedSchemas schemas = context.getBeanProvider(MigratedSchemas.class).getIfAvailable();
		if (schemas == null) {
			throw new InvalidCallException("There is no schema for the command",
					"The application needs a DataSource bean, and versioned-schema.enabled must not be false.");
		}
		MigratedSchema schema = chosen(schemas, context.getBean(VersionedSchemaProperties.class).forSchema());
		if (schemas.all().size() > 1) {
			this.schema = schema.name();
		}
		schema.foundation().leader().resolve();
		CommandRunner runner = new CommandRunner(schema,
				new CommandProgress(this.err, schema.properties().expand().progressInterval()));
		return schema.leader().call(() -> runner.run(this.request.operatorCommand())).get();
	}

	private static MigratedSchema chosen(MigratedSchemas schemas, @Nullable String name) {
		String names = String.join(", ", schemas.names());
		if (StringUtils.hasText(name)) {
			return schemas.find(name.strip())
				.orElseThrow(() -> new InvalidCallException("There is no schema \"%s\"".formatted(name.strip()),
						"The schemas of this application are: %s.".formatted(names)));
		}
		if (schemas.all().size() > 1) {
			throw new InvalidCallException("This application has several schemas, and none was named",
					"Name one with --versioned-schema.for-schema=<name>. The schemas are: %s.".formatted(names));
		}
		return schemas.all().get(0);
	}

	/**
	 * Reports a context that could not be created and ends the process.
	 */
	void fail(Throwable failure, @Nullable ConfigurableApplicationContext context) {
		CommandResult result = failure(failure, context);
		if (tell(result)) {
			this.exit.exit(result.exitStatus());
		}
	}

	private CommandResult failure(Throwable failure, @Nullable ConfigurableApplicationContext context) {
		if (context != null && context.isClosed()) {
			return CommandFailures.stopped(this.request.command(), failure);
		}
		return CommandFailures.result(this.request.command(), failure, FailureAnalyses.of(failure, context));
	}

	/**
	 * Reports the result after the context was closed if something other than the command
	 * ends the process.
	 */
	private void shutDown() {
		try {
			if (!this.running || !this.told.await(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
				tell(CommandFailures.stopped(this.request.command(), null));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private boolean tell(CommandResult result) {
		if (!this.finished.compareAndSet(false, true)) {
			return false;
		}
		String name = this.schema;
		new CommandConsole(this.out, this.err, this.request.isJson())
			.print((name != null) ? result.withSchema(name) : result);
		this.told.countDown();
		return true;
	}

}
