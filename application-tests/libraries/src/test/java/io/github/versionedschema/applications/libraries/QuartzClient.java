package io.github.versionedschema.applications.libraries;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** Schedules jobs of Quartz, which each live release finds in the tables. */
final class QuartzClient implements Client {

	private static final AtomicInteger runs = new AtomicInteger();

	private final Scheduler scheduler;

	/**
	 * Spring's job store has no transactions of its own for the calls of an application.
	 */
	private final TransactionTemplate transaction;

	private final JdbcClient jdbc;

	private int scheduled;

	QuartzClient(Scheduler scheduler, TransactionTemplate transaction, JdbcClient jdbc) {
		this.scheduler = scheduler;
		this.transaction = transaction;
		this.jdbc = jdbc;
	}

	@Override
	public void turn(int number, List<Client> peers) {
		JobKey never = JobKey.jobKey(UUID.randomUUID().toString());
		inTransaction((scheduler) -> scheduler.addJob(job(never).storeDurably().build(), false));
		peers.forEach((peer) -> assertThat(((QuartzClient) peer).stores(never)).isTrue());
		inTransaction((scheduler) -> scheduler.deleteJob(never));
		int before = runs.get();
		inTransaction((scheduler) -> scheduler.scheduleJob(job(JobKey.jobKey(UUID.randomUUID().toString())).build(),
				TriggerBuilder.newTrigger().startNow().build()));
		this.scheduled++;
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> runs.get() > before);
	}

	private static JobBuilder job(JobKey key) {
		return JobBuilder.newJob(CountingJob.class).withIdentity(key);
	}

	private void inTransaction(Call call) {
		this.transaction.executeWithoutResult((status) -> {
			try {
				call.run(this.scheduler);
			}
			catch (SchedulerException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	@Override
	public void verify(List<Client> peers) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> runs.get() >= this.scheduled);
	}

	/**
	 * Without a scheduler: those of one process share a DataSource if their names are
	 * equal.
	 */
	private boolean stores(JobKey job) {
		return this.jdbc.sql("select count(*) = 1 from qrtz_job_details where job_name = ?")
			.param(job.getName())
			.query(Boolean.class)
			.single();
	}

	private interface Call {

		void run(Scheduler scheduler) throws SchedulerException;

	}

	/** Counts its runs. */
	public static final class CountingJob implements Job {

		@Override
		public void execute(JobExecutionContext context) {
			runs.incrementAndGet();
		}

	}

}
