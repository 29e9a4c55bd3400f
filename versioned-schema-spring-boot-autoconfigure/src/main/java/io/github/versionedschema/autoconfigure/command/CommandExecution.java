package io.github.versionedschema.autoconfigure.command;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.VersionedSchemaFactory;
import io.github.versionedschema.autoconfigure.VersionedSchemaProperties;
import io.github.versionedschema.autoconfigure.datasource.LeaderConnections;
import io.github.versionedschema.autoconfigure.transition.SchemaLeader;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplication.AbandonedRunException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * One command from its call to the end of the process. Until then standard output belongs
 * to its result: what else is written there goes to standard error.
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

	CommandExecution(CommandRequest request, CommandExit exit) {
		this.request = request;
		this.exit = exit;
	}

	/**
	 * Keeps everybody else away from standard output.
	 */
	void begin() {
		System.setOut(this.err);
		SpringApplication.getShutdownHandlers().add(this.shutdownHandler);
	}

	/**
	 * Gives standard output back, as there is no command.
	 */
	void abandon() {
		System.setOut(this.out);
		SpringApplication.getShutdownHandlers().remove(this.shutdownHandler);
	}

	/**
	 * Checks what can be checked before anything else is known.
	 * @param environment that has the call
	 * @throws AbandonedRunException after the process should have ended, as the call is
	 * invalid
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
	 * Runs the command with beans of a context and ends the process.
	 * @throws AbandonedRunException after the process should have ended
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
		// Before the end of the context, for which a shutdown may be waiting already.
		tell(result);
		context.close();
		this.exit.exit(result.exitStatus());
		throw new AbandonedRunException();
	}

	private CommandResult result(ConfigurableApplicationContext context)
			throws InterruptedException, ExecutionException {
		if (context.getBeanProvider(VersionedSchema.class).getIfAvailable() == null) {
			throw new InvalidCallException("There is no schema to run the command on",
					"The application needs a DataSource bean, and versioned-schema.enabled must not be false.");
		}
		context.getBean(LeaderConnections.class).resolve();
		VersionedSchemaProperties properties = context.getBean(VersionedSchemaProperties.class);
		CommandRunner runner = new CommandRunner(context.getBean(VersionedSchema.class),
				context.getBean(VersionedSchemaFactory.class), properties,
				new CommandProgress(this.err, properties.expand().progressInterval()));
		return context.getBean(SchemaLeader.class).call(() -> runner.run(this.request.operatorCommand())).get();
	}

	/**
	 * Ends the process after a context could not be built.
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
	 * When the process ends by something else than the command, after the context was
	 * closed: the result is told all the same.
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
		new CommandConsole(this.out, this.err, this.request.isJson()).print(result);
		this.told.countDown();
		return true;
	}

}
