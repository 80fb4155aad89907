CREATE TABLE `dossier_coverage` (
	`unit_id` text NOT NULL,
	`import_id` integer NOT NULL,
	`dossiers` integer NOT NULL,
	`first_month` text NOT NULL,
	PRIMARY KEY(`unit_id`, `import_id`),
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `dossier_coverage_import` ON `dossier_coverage` (`import_id`);--> statement-breakpoint
CREATE TABLE `dossier_days` (
	`unit_id` text NOT NULL,
	`day` text NOT NULL,
	`import_id` integer NOT NULL,
	`clock` text NOT NULL,
	`received` integer NOT NULL,
	`due` integer NOT NULL,
	`missed` integer NOT NULL,
	`standing` integer NOT NULL,
	`resolved` integer NOT NULL,
	`late` integer NOT NULL,
	`cleared` integer NOT NULL,
	PRIMARY KEY(`unit_id`, `day`, `import_id`, `clock`),
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `dossier_days_import` ON `dossier_days` (`import_id`);--> statement-breakpoint
CREATE TABLE `dossier_loads` (
	`import_id` integer PRIMARY KEY NOT NULL,
	`as_of` text NOT NULL,
	`known_on` text NOT NULL,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `dossiers` (
	`id` integer PRIMARY KEY NOT NULL,
	`import_id` integer NOT NULL,
	`code` text NOT NULL,
	`unit_id` text NOT NULL,
	`officer_id` integer,
	`procedure_id` integer,
	`received` integer NOT NULL,
	`due` integer,
	`promised` integer,
	`returned` integer,
	`paused_at` integer,
	`state` text NOT NULL,
	`apology` integer NOT NULL,
	`online` integer,
	`waived` integer NOT NULL,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `dossiers_code` ON `dossiers` (`code`,`import_id`);--> statement-breakpoint
CREATE INDEX `dossiers_returned` ON `dossiers` (`unit_id`,`returned`);--> statement-breakpoint
CREATE TABLE `dossiers_met` (
	`id` integer PRIMARY KEY NOT NULL,
	`import_id` integer NOT NULL,
	`code` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `dossiers_met_code` ON `dossiers_met` (`import_id`,`code`);--> statement-breakpoint
CREATE TABLE `import_mappings` (
	`source` text PRIMARY KEY NOT NULL,
	`columns` text NOT NULL,
	`states` text NOT NULL,
	`saved_at` text NOT NULL,
	`saved_by` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `officers` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`unit_id` text NOT NULL,
	`name` text NOT NULL,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `officers_name` ON `officers` (`unit_id`,`name`);--> statement-breakpoint
CREATE TABLE `procedures` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `procedures_name` ON `procedures` (`name`);