using Chat.Contracts.Emotions;

namespace Chat.Hubs;

public sealed partial class ChatHub
{
    public async Task<EmotionUpdate> SetEmotion(SetEmotionRequest request) =>
        (await faces.Value.SetEmotion.HandleAsync(Caller, request, Context.ConnectionAborted)).OrThrow();

    public async Task<IReadOnlyList<EmotionUpdate>> GetEmotions(GetEmotionsRequest request) =>
        (await faces.Value.GetEmotions.HandleAsync(Caller, request, Context.ConnectionAborted)).OrThrow();

    public async Task DeleteEmotions() => (await faces.Value.DeleteEmotions.HandleAsync(Caller, Context.ConnectionAborted)).OrThrow();
}
