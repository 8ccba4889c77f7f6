"""Jobs that wait until the test lets them go, in whatever order it likes."""


class HeldJobs:
    def __init__(self):
        self.held = []

    def run(self, work, done, failed):
        self.held.append((work, done, failed))

    def release(self, index=0):
        work, done, failed = self.held.pop(index)
        try:
            result = work()
        except Exception as error:  # noqa: BLE001  (handed on, as the real jobs do)
            failed(error)
        else:
            done(result)
