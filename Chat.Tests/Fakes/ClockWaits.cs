namespace Chat.Tests.Fakes;

internal static class ClockWaits
{
    extension(FakeClock clock)
    {
        /// <summary>Moves on in half seconds, or in other steps, until it is done; loops that wait for the clock get their turn in between.</summary>
        public async Task<T> AdvanceUntilAsync<T>(Task<T> done, CancellationToken cancellationToken, TimeSpan? step = null)
        {
            while (!done.IsCompleted)
            {
                clock.Advance(step ?? TimeSpan.FromMilliseconds(500));
                await Task.WhenAny(done, Task.Delay(10, cancellationToken));
                cancellationToken.ThrowIfCancellationRequested();
            }

            return await done;
        }
    }
}
